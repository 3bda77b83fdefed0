namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>Words before which the number 2 is 两, and those that count in order.</summary>
internal static class MeasureWords
{
    private const string Counting =
        "个位名只条张本件台辆次年天周岁口家间座种类项份杯瓶碗盘盒包袋箱桶罐串束朵颗粒滴块双对副套支枝根把头匹篇首部遍趟场步幅所艘架栋幢扇顶层届轮倍元角毛米里斤吨克升秒分小点刻公千厘毫平立英海百万亿股组排队批群成派样门笔封段句字页声边侧岸国省市县人方大亩寸尺丈美欧摄华伏瓦帕焦卡帧兆赫拍下";

    /// <summary>Whether a 2 before the word is 两.</summary>
    public static bool TakesLiang(int value) => value is > 0 and <= char.MaxValue && Counting.Contains((char)value, StringComparison.Ordinal);

    /// <summary>Whether a number before the word counts in order: a month, a day, a floor.</summary>
    public static bool IsOrder(int value) => value is '月' or '日' or '号' or '楼' or '班' or '路';
}
