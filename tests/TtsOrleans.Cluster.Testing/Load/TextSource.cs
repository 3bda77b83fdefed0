namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>Ordinary Chinese text of an exact length, no sentence of it twice: nothing it yields can be in a cache.</summary>
public sealed class TextSource(int seed)
{
    private static readonly string[] s_times = ["昨天傍晚", "今天早上", "上个星期", "去年冬天", "周末下午", "刚才", "前几天", "半夜里", "中午", "春天的时候", "下雨那天", "放学以后"];
    private static readonly string[] s_people = ["我的同事", "邻居家的孩子", "老教授", "那位司机", "两个朋友", "医生", "她", "小王", "我们几个人", "卖花的姑娘", "值班的工程师", "他的妹妹"];
    private static readonly string[] s_places = ["在图书馆", "在河边", "在车站门口", "在办公室", "在山脚下", "在菜市场", "在老城区", "在咖啡店", "在实验室", "在公园里", "在家里", "在码头上"];
    private static readonly string[] s_actions = ["修好了那台旧收音机", "等了整整三个小时", "看见一群白色的鸟", "讨论明年的计划", "写完最后一封信", "遇到多年不见的同学", "练习新学的曲子", "拍下很多照片", "听别人讲从前的故事", "种了几棵石榴树", "找到丢失的钥匙", "准备晚上的菜"];
    private static readonly string[] s_ends = ["心里十分高兴", "谁也没有说话", "觉得时间过得很快", "后来才慢慢离开", "大家都笑了起来", "天很快就黑了", "一点也不着急", "回来时已经很晚", "没想到这么顺利", "风轻轻地吹着", "于是决定再试一次", "这让人难以忘记"];

    private readonly Random _random = new(seed);
    private readonly HashSet<string> _used = [];

    /// <summary>A new text of exactly <paramref name="characters"/> characters, its last sentence cut to fit.</summary>
    public string Next(int characters)
    {
        var text = "";
        while (text.Length < characters)
        {
            text += Sentence();
        }

        return text[..(characters - 1)] + "。";
    }

    private string Sentence()
    {
        string sentence;
        do
        {
            sentence = $"{Any(s_times)}{Any(s_people)}{Any(s_places)}{Any(s_actions)}，{Any(s_ends)}。";
        }
        while (!_used.Add(sentence));

        return sentence;
    }

    private string Any(string[] words) => words[_random.Next(words.Length)];
}
