namespace TtsOrleans.Speech.Tests.Text.English;

public class EnglishReaderTests
{
    [Theory]
    [InlineData("Beautiful", "b/1 y/1 uw/1 t/0 ah/0 f/0 ah/0 l/0 #4/n")]
    [InlineData("Yoga", "y/1 ow/1 g/0 ah/0 #4/n")]
    [InlineData("VIP", "v/1 iy/1 ay/1 p/1 iy/1 #4/n")]
    [InlineData("NASA", "n/1 ae/1 s/0 ah/0 #4/n")]
    [InlineData("HTML", "ey/1 ch/1 t/1 iy/1 eh/1 m/1 eh/1 l/1 #4/n")]
    [InlineData("W", "d/1 ah/1 b/0 ah/0 l/0 y/0 uw/0 #4/n")]
    [InlineData("iPhone", "ay/1 f/0 ow/0 n/0 #4/n")]
    [InlineData("DeepSeek", "d/1 iy/1 p/1 s/1 iy/1 k/1 #4/n")]
    [InlineData("chatbot", "ch/1 ae/1 t/1 b/1 ao/1 t/1 #4/n")]
    [InlineData("APIs", "ey/1 p/1 iy/1 ay/1 z/1 #4/n")]
    [InlineData("it’s", "ih/1 t/1 s/1 #4/n")]
    [InlineData("xkqz", "eh/1 k/1 s/1 k/1 ey/1 k/1 y/1 uw/1 z/1 iy/1 #4/n")]
    public void Words_acronyms_and_letters(string text, string units) => Assert.Equal(units, FrontEnd.Units(text));

    [Fact]
    public void A_word_is_one_syllable_and_an_acronym_one_word()
    {
        var word = FrontEnd.Read("Game").Single().Units;
        var acronym = FrontEnd.Read("ID").Single().Units;

        Assert.Equal(["s_begin", "s_middle", "s_end", "s_none"], word.Select(unit => unit.SyllableFlag));
        Assert.Equal(["word_begin", "word_middle", "word_end", "word_none"], word.Select(unit => unit.WordSegment));
        Assert.Equal(["s_both", "s_begin", "s_end", "s_none"], acronym.Select(unit => unit.SyllableFlag));
        Assert.Equal(["word_begin", "word_middle", "word_end", "word_none"], acronym.Select(unit => unit.WordSegment));
    }
}
