namespace TtsOrleans.Speech.Tests.Text.Pronunciation;

public class ToneSandhiTests
{
    [Theory]
    [InlineData("一个", "yi2 ge4")]
    [InlineData("一天", "yi4 tian1")]
    [InlineData("一年", "yi4 nian2")]
    [InlineData("一起", "yi4 qi3")]
    [InlineData("第一个", "di4 yi1 ge4")]
    [InlineData("唯一的", "wei2 yi1 de5")]
    [InlineData("星期一", "xing1 qi1 yi1")]
    [InlineData("二十一个", "er4 shi2 yi1 ge4")]
    [InlineData("一月一日", "yi1 yue4 yi2 ri4")]
    [InlineData("1月1日", "yi1 yue4 yi1 ri4")]
    [InlineData("一，再见", "yi1 zai4 jian4")]
    public void Yi_changes_before_a_syllable_but_not_in_numbers(string text, string spoken) => Assert.Equal(spoken, FrontEnd.Spoken(text));

    [Theory]
    [InlineData("不是", "bu2 shi4")]
    [InlineData("不好", "bu4 hao3")]
    [InlineData("从来不是", "cong2 lai2 bu2 shi4")]
    [InlineData("不，是", "bu4 shi4")]
    public void Bu_changes_before_a_fourth_tone(string text, string spoken) => Assert.Equal(spoken, FrontEnd.Spoken(text));

    [Theory]
    [InlineData("你好", "ni2 hao3")]
    [InlineData("展览馆", "zhan2 lan2 guan3")]
    [InlineData("请检查", "qing2 jian3 cha2")]
    [InlineData("选手将", "xuan2 shou3 jiang1")]
    [InlineData("好，走", "hao3 zou3")]
    [InlineData("我们", "wo3 men5")]
    public void Third_tones_change_in_a_word_and_next_to_a_syllable(string text, string spoken) => Assert.Equal(spoken, FrontEnd.Spoken(text));
}
