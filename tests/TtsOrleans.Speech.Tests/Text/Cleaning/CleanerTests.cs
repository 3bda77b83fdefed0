using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Tests.Text.Cleaning;

public class CleanerTests
{
    private static readonly Cleaner Cleaner = new(CompatibilityTable.Load(Path.Combine(FrontEnd.Folder, "compatibility.tsv")));

    [Theory]
    [InlineData("ＡＢｃ１２３％", "ABc123%")]
    [InlineData("，。！？：；（）", "，。！？：；（）")]
    [InlineData("㎡㎏", "m²kg")]
    [InlineData("ﬁ", "fi")]
    [InlineData("é e\u0301 ü", "e e u")]
    [InlineData("豈⼀", "豈一")]
    [InlineData("你\u200b好\ufeff\u0007", "你好")]
    [InlineData("a\ud800b\udc00", "ab")]
    [InlineData("1\ufe0f\u20e3", "1")]
    [InlineData("𝐀𝟏", "A1")]
    [InlineData("a\u00a0\u3000\tb", "a   b")]
    public void Variants_are_folded_and_the_invisible_left_out(string text, string clean) =>
        Assert.Equal(clean, string.Concat(Cleaner.Clean(text, 0, text.Length).Select(cell => cell.Scalar.ToString())));

    [Fact]
    public void Cells_know_their_source()
    {
        var cells = Cleaner.Clean("x😀㎡", 1, 4);

        Assert.Equal([(1, 2), (3, 1), (3, 1)], cells.Select(cell => (cell.Start, cell.Length)));
    }
}
