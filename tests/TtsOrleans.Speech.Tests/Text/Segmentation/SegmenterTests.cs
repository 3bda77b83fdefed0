namespace TtsOrleans.Speech.Tests.Text.Segmentation;

public class SegmenterTests
{
    [Theory]
    [InlineData("今天天气不错", "今天天气|不错")]
    [InlineData("我来到北京清华大学", "我|来到|北京|清华大学")]
    [InlineData("他来到了网易杭研大厦", "他|来到|了|网易|杭研|大厦")]
    [InlineData("小明硕士毕业于中国科学院计算所", "小明|硕士|毕业|于|中国科学院|计算所")]
    [InlineData("结婚的和尚未结婚的", "结婚|的|和|尚未|结婚|的")]
    [InlineData("你会用Skype吗", "你会用|Skype|吗")]
    [InlineData("买T恤", "买|T恤")]
    [InlineData("2024年", "2024年")]
    public void Words_are_those_of_the_most_probable_path(string text, string words) => Assert.Equal(words, FrontEnd.Words(text));
}
