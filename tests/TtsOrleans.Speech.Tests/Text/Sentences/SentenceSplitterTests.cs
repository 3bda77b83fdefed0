using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Sentences;

namespace TtsOrleans.Speech.Tests.Text.Sentences;

public class SentenceSplitterTests
{
    private static readonly SentenceSplitter Splitter = new(CompatibilityTable.Load(Path.Combine(FrontEnd.Folder, "compatibility.tsv")));

    [Theory]
    [InlineData("你好。再见！真的？|好", "你好。|再见！|真的？|好")]
    [InlineData("一\n二\r\n\r\n三", "一\n|二\r\n\r\n|三")]
    [InlineData("他说：“你好。”然后走了。", "他说：“你好。”|然后走了。")]
    [InlineData("（好吗？）好！！！", "（好吗？）|好！！！")]
    [InlineData("真的？！走吧", "真的？！|走吧")]
    [InlineData("\"Really?\" he said.", "\"Really?\" |he said.")]
    [InlineData("等等……他来了", "等等……他来了")]
    [InlineData("圆周率是3.14。", "圆周率是3.14。")]
    [InlineData("今天很好.明天见", "今天很好.|明天见")]
    [InlineData("I am here. He is not.", "I am here. |He is not.")]
    [InlineData("The U.S. team met Mr. Smith at 3 p.m. today.", "The U.S. team met Mr. Smith at 3 p.m. today.")]
    [InlineData("1. 苹果\n2. 香蕉", "1. 苹果\n|2. 香蕉")]
    [InlineData("见http://x.cn/?a=1吧", "见http://x.cn/?a=1吧")]
    [InlineData("a!=b", "a!=b")]
    public void Sentences_end_where_a_reader_stops(string text, string sentences)
    {
        text = text.Replace("|", "", StringComparison.Ordinal);

        Assert.Equal(sentences.Replace("真的？|好", "真的？|好", StringComparison.Ordinal), string.Join('|', Split(text)));
    }

    [Fact]
    public void A_text_without_an_end_is_looked_at_window_by_window()
    {
        var text = new string('好', 1_000);

        var sentence = Splitter.Next(text, 0);

        Assert.False(sentence.IsComplete);
        Assert.Equal(SentenceSplitter.Window, sentence.End);
    }

    [Fact]
    public void A_window_does_not_cut_a_surrogate_pair()
    {
        var text = "好" + string.Concat(Enumerable.Repeat("𠮷", 200));

        Assert.True(char.IsHighSurrogate(text, Splitter.Next(text, 0).End));
    }

    private static IEnumerable<string> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var sentence = Splitter.Next(text, at);
            yield return text[sentence.Start..sentence.End];
            at = sentence.End;
        }
    }
}
