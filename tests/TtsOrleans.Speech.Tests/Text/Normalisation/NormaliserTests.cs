using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Normalisation;

namespace TtsOrleans.Speech.Tests.Text.Normalisation;

public class NormaliserTests
{
    private static readonly Cleaner Cleaner = new(CompatibilityTable.Load(Path.Combine(FrontEnd.Folder, "compatibility.tsv")));

    [Theory]
    [InlineData("0", "零")]
    [InlineData("10", "十")]
    [InlineData("15个", "十五个")]
    [InlineData("110个", "一百一十个")]
    [InlineData("1001", "一千零一")]
    [InlineData("2200元", "两千二百元")]
    [InlineData("20000", "两万")]
    [InlineData("100500", "十万零五百")]
    [InlineData("1,234,567", "一百二十三万四千五百六十七")]
    [InlineData("300000000", "三亿")]
    [InlineData("2个", "两个")]
    [InlineData("2月2日", "二月二日")]
    [InlineData("第2个", "第二个")]
    [InlineData("12个", "十二个")]
    [InlineData("2.5米", "二点五米")]
    [InlineData("2万人", "两万人")]
    [InlineData("3.14", "三点一四")]
    [InlineData(".5", "零点五")]
    [InlineData("-5", "负五")]
    [InlineData("0.12345678901234567890", "零点幺二三四五六七八九零幺二三四五六七八九零")]
    [InlineData("第1名", "第一名")]
    public void Cardinals(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("1990年", "一九九零年")]
    [InlineData("5000年前", "五千年前")]
    [InlineData("08年", "零八年")]
    [InlineData("90后", "九零后")]
    [InlineData("80年代", "八十年代")]
    [InlineData("2019-2023年", "二零一九到二零二三年")]
    [InlineData("2024-05-01", "二零二四年五月一日")]
    [InlineData("2024/5/1", "二零二四年五月一日")]
    [InlineData("2024.5.1", "二零二四年五月一日")]
    [InlineData("2024-05", "二零二四年五月")]
    [InlineData("5月1日", "五月一日")]
    [InlineData("5月1日-5日", "五月一日到五日")]
    public void Dates(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("12:30", "十二点三十分")]
    [InlineData("12：30", "十二点三十分")]
    [InlineData("8:05", "八点零五分")]
    [InlineData("08:05:30", "八点零五分三十秒")]
    [InlineData("2:00", "两点")]
    [InlineData("下午3:15", "下午三点十五分")]
    [InlineData("8:30am", "上午八点三十分")]
    [InlineData("9:20 PM", "下午九点二十分")]
    [InlineData("10:00-12:00", "十点到十二点")]
    public void Times(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("¥19.90", "十九点九元")]
    [InlineData("￥100元", "一百元")]
    [InlineData("$5.5万", "五点五万美元")]
    [InlineData("€100", "一百欧元")]
    [InlineData("£2", "两英镑")]
    [InlineData("US$20", "二十美元")]
    [InlineData("RMB 300", "三百元")]
    [InlineData("¥100-200", "一百到二百元")]
    [InlineData("120万亿元", "一百二十万亿元")]
    public void Sums_of_money(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("30%", "百分之三十")]
    [InlineData("5.2%", "百分之五点二")]
    [InlineData("-3%", "负百分之三")]
    [InlineData("3‰", "千分之三")]
    [InlineData("3%-5%", "百分之三到百分之五")]
    [InlineData("3-5%", "百分之三到五")]
    [InlineData("1/2", "二分之一")]
    [InlineData("3-5个", "三到五个")]
    [InlineData("2~3天", "两到三天")]
    [InlineData("3:2", "三比二")]
    [InlineData("比分3-2", "比分三比二")]
    public void Parts_ranges_and_ratios(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("5km", "五公里")]
    [InlineData("2kg", "两公斤")]
    [InlineData("-5℃", "负五摄氏度")]
    [InlineData("36.5°C", "三十六点五摄氏度")]
    [InlineData("100m²", "一百平方米")]
    [InlineData("50㎡", "五十平方米")]
    [InlineData("120km/h", "一百二十公里每小时")]
    [InlineData("8GB", "八GB")]
    [InlineData("35μg/m³", "三十五微克每立方米")]
    [InlineData("5元/天", "五元每天")]
    [InlineData("500mg", "五百毫克")]
    public void Units_of_measure(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("13800138000", "幺三八、零零幺三、八零零零")]
    [InlineData("138 0013 8000", "幺三八、零零幺三、八零零零")]
    [InlineData("010-12345678", "零幺零、幺二三四五六七八")]
    [InlineData("(010)12345678", "零幺零、幺二三四五六七八")]
    [InlineData("400-820-8820", "四零零、八二零、八八二零")]
    [InlineData("+86 13800138000", "加八六、幺三八、零零幺三、八零零零")]
    [InlineData("拨打110", "拨打幺幺零")]
    [InlineData("验证码：1234", "验证码：幺二三四")]
    [InlineData("305房间", "三零五房间")]
    [InlineData("20240501001234", "二零二四零五零幺零零幺二三四")]
    [InlineData("A380", "A三八零")]
    [InlineData("GPT4", "GPT四")]
    [InlineData("iPhone15", "iPhone十五")]
    [InlineData("B2B", "B二B")]
    [InlineData("1.2.3", "一点二点三")]
    [InlineData("192.168.1.1", "幺九二点幺六八点幺点幺")]
    public void Telephones_and_codes(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Theory]
    [InlineData("1+1=2", "一加一等于二")]
    [InlineData("5-3=2", "五减三等于二")]
    [InlineData("3×4", "三乘四")]
    [InlineData("8÷2", "八除以二")]
    [InlineData("5>3", "五大于三")]
    [InlineData("≥18岁", "大于等于十八岁")]
    [InlineData("x²", "x平方")]
    [InlineData("①", "一、")]
    [InlineData("第Ⅲ章", "第三章")]
    [InlineData("½杯", "二分之一杯")]
    [InlineData("α", "阿尔法")]
    [InlineData("a@b.com", "a艾特b点com")]
    [InlineData("www.x1.cn", "www点x一点cn")]
    [InlineData("张三&李四", "张三和李四")]
    [InlineData("it’s", "it's")]
    public void Symbols_and_addresses(string text, string spoken) => Assert.Equal(spoken, Rewrite(text));

    [Fact]
    public void Rewritten_cells_keep_their_source()
    {
        var cells = Normaliser.Rewrite(Cleaner.Clean("花了¥19.9吧", 0, 8));

        Assert.All(cells.Where(cell => "十九点元".Contains((char)cell.Value, StringComparison.Ordinal)), cell => Assert.Equal((2, 5), (cell.Start, cell.Length)));
        Assert.Equal((7, 1), (cells[^1].Start, cells[^1].Length));
    }

    private static string Rewrite(string text) => string.Concat(Normaliser.Rewrite(Cleaner.Clean(text, 0, text.Length)).Select(cell => cell.Scalar.ToString()));
}
