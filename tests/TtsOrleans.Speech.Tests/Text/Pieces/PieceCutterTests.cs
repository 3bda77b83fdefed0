namespace TtsOrleans.Speech.Tests.Text.Pieces;

public class PieceCutterTests
{
    [Fact]
    public void A_long_sentence_is_cut_at_commas_and_pauses_there()
    {
        var clause = "这是一个相当长的句子里面的一部分，";
        var pieces = FrontEnd.Read(string.Concat(Enumerable.Repeat(clause, 8)) + "完了。");

        Assert.True(pieces.Length >= 3);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 60));
        Assert.All(pieces[..^1], piece => Assert.EndsWith("，", piece.Text, StringComparison.Ordinal));
        Assert.All(pieces[..^1], piece => Assert.Equal("#3", piece.Units[^1].Sy));
        Assert.Equal("#4", pieces[^1].Units[^1].Sy);
    }

    [Fact]
    public void A_run_without_marks_is_cut_between_words()
    {
        var pieces = FrontEnd.Read(string.Concat(Enumerable.Repeat("北京大学", 100)));

        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 60));
        Assert.All(pieces, piece => Assert.Equal(0, piece.Length % 4));
    }

    [Fact]
    public void A_bracket_that_opens_goes_with_what_it_opens()
    {
        var pieces = FrontEnd.Read(string.Concat(Enumerable.Repeat("我们的故事", 9)) + "（" + string.Concat(Enumerable.Repeat("他们的故事", 6)) + "）。");

        Assert.StartsWith("（", pieces[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_piece_has_more_units_than_the_limit()
    {
        var pieces = FrontEnd.Read(new string('W', 300));

        Assert.All(pieces, piece => Assert.InRange(piece.Units.Length, 2, 400));
        Assert.Equal(300, pieces.Sum(piece => piece.Length));
    }

    [Theory]
    [InlineData("你好", "#4")]
    [InlineData("你好。", "#4")]
    [InlineData("你好？", "#4?")]
    [InlineData("你好！", "#4!")]
    [InlineData("你好?!", "#4?")]
    [InlineData("你好……", "#4")]
    [InlineData("“你好！”", "#4!")]
    [InlineData("你好，", "#4")]
    public void The_last_break_is_that_of_the_end_mark(string text, string unit) => Assert.Equal(unit, FrontEnd.Read(text).Single().Units[^1].Sy);

    [Theory]
    [InlineData("你，好")]
    [InlineData("你、好")]
    [InlineData("你；好")]
    [InlineData("你：好")]
    [InlineData("你——好")]
    [InlineData("你……好")]
    [InlineData("你，……“好”")]
    public void A_mark_inside_is_one_pause(string text) => Assert.Equal(["#3", "#4"], FrontEnd.Read(text).Single().Units.Where(unit => unit.Sy[0] == '#').Select(unit => unit.Sy));

    [Fact]
    public void Quotes_and_titles_are_silent() => Assert.Equal(FrontEnd.Units("我看红楼梦了。"), FrontEnd.Units("我看《红楼梦》了。"));
}
