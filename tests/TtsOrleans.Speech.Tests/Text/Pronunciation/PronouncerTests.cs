namespace TtsOrleans.Speech.Tests.Text.Pronunciation;

public class PronouncerTests
{
    [Theory]
    [InlineData("银行行长", "yin2 hang2 hang2 zhang3")]
    [InlineData("重庆很重要", "chong2 qing4 hen3 zhong4 yao4")]
    [InlineData("他长大了", "ta1 zhang3 da4 le5")]
    [InlineData("了解了", "liao2 jie3 le5")]
    [InlineData("音乐和快乐", "yin1 yue4 he2 kuai4 le4")]
    [InlineData("睡着了", "shui4 zhao2 le5")]
    [InlineData("慢慢地走", "man4 man4 de5 zou3")]
    [InlineData("请把书还给他", "qing2 ba3 shu1 huan2 gei3 ta1")]
    [InlineData("轻轻地放下", "qing1 qing1 de5 fang4 xia4")]
    [InlineData("还是", "hai2 shi4")]
    public void Context_decides_between_readings(string text, string spoken) => Assert.Equal(spoken, FrontEnd.Spoken(text));

    [Theory]
    [InlineData("女孩儿", "nv3 hai2 er2")]
    [InlineData("这儿", "zhe4 er2")]
    [InlineData("儿子", "er2 zi5")]
    public void Er_is_a_syllable_of_its_own(string text, string spoken) => Assert.Equal(spoken, FrontEnd.Spoken(text));

    [Theory]
    [InlineData("穗子", "sui4 zi5")]
    [InlineData("嗓子", "sang3 zi5")]
    [InlineData("男子", "nan2 zi3")]
    [InlineData("孔子", "kong2 zi3")]
    public void The_suffix_zi_is_neutral(string text, string spoken) => Assert.Equal(spoken, FrontEnd.Spoken(text));

    [Theory]
    [InlineData("銀行", "yin2")]
    [InlineData("國家", "guo2 jia1")]
    [InlineData("電腦軟體", "dian4 nao3 ruan2 ti3")]
    public void Traditional_characters_are_read_as_they_are(string text, string begins) => Assert.StartsWith(begins, FrontEnd.Spoken(text), StringComparison.Ordinal);
}
