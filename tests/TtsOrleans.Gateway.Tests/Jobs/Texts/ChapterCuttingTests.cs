using System.Text;
using TtsOrleans.Gateway.Jobs.Texts;

namespace TtsOrleans.Gateway.Tests.Jobs.Texts;

/// <summary>Nothing is lost, the order stays, and every chapter is short enough.</summary>
public sealed class ChapterCuttingTests
{
    private static readonly string[] s_lines =
    [
        "第一章 空山", "第十二回　风雪", "序", "楔子", "Chapter 3", "卷一", "* * *", "", "　　他说：“好。”", "空山新雨后，天气晚来秋。", "[happy] 今天天气很好！", "【注】一。",
        "𠮷野家😀。", "abc, def. ", "……", "第二卷 长河", "尾声",
    ];

    [Fact]
    public void AnyText_IsCutWithoutLoss()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var text = MakeText(random);
            var longest = random.Next(2, 400);

            var chapters = ChapterCutter.Cut(PlainText.Read(text, withHeadings: true));
            var parts = chapters.SelectMany(chapter => ChapterParts.Split(chapter, longest)).ToList();

            var normalised = string.Concat(PlainText.Lines(text).Select(line => line + "\n"));
            Assert.Equal(normalised, TextOf(chapters));
            Assert.Equal(normalised, TextOf(parts));
            Assert.All(parts, part => Assert.InRange(part.Length, 0, longest));
            Assert.All(parts.SelectMany(part => part.Blocks), block => Assert.True(IsWhole(block.Text), $"seed {seed}: half a character"));
            Assert.All(chapters.SkipLast(1), chapter => Assert.Contains(chapter.Blocks, block => block.IsReadable));
        }
    }

    [Fact]
    public void Headings_BeginChaptersAndAreRead()
    {
        var chapters = Cut("山居记\n王维\n\n第一章 空山\n空山新雨后。\n\n第二章 明月\n明月松间照。\n尾声\n完。");

        Assert.Equal(["", "第一章 空山", "第二章 明月", "尾声"], chapters.Select(chapter => chapter.Title));
        Assert.Equal("山居记\n王维\n\n", TextOf(chapters[..1]));
        Assert.Equal("第二章 明月\n明月松间照。\n", TextOf(chapters[2..3]));
    }

    [Fact]
    public void AVolumesTitle_GoesWithItsFirstChapter()
    {
        var chapters = Cut("第一卷 风起\n\n第一章 雨夜\n雨。\n* * *\n第二章 晴\n晴。\n* * *\n");

        Assert.Equal(["第一卷 风起 · 第一章 雨夜", "第二章 晴"], chapters.Select(chapter => chapter.Title));
        Assert.EndsWith("* * *\n", TextOf(chapters), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("第一章", true)]
    [InlineData("　　第一百二十三章 风雪夜归人", true)]
    [InlineData("第12回 林教头风雪山神庙", true)]
    [InlineData("第３节", true)]
    [InlineData("序", true)]
    [InlineData("序章：少年", true)]
    [InlineData("楔子 三十年前", true)]
    [InlineData("番外一", true)]
    [InlineData("CHAPTER IV", true)]
    [InlineData("Chapter 3: The Gate", true)]
    [InlineData("Epilogue", true)]
    [InlineData("第一章的内容很长。", false)]
    [InlineData("第一回见到他的时候，天正下雨。", false)]
    [InlineData("序列号在这里", false)]
    [InlineData("他翻到第一章", false)]
    [InlineData("Chapter by chapter", false)]
    [InlineData("Introduction to this is not a heading because it runs on", false)]
    [InlineData("", false)]
    public void Lines_ThatAreHeadings(string line, bool isHeading) => Assert.Equal(isHeading ? line.Trim() : null, ChapterHeading.Find(line));

    [Fact]
    public void ALongChapter_IsCutAtParagraphsIntoLikeParts()
    {
        var paragraph = new string('字', 999) + "。";
        var chapter = Assert.Single(Cut("第一章 长\n" + string.Concat(Enumerable.Repeat(paragraph + "\n", 45))));

        var parts = ChapterParts.Split(chapter).ToList();

        Assert.Equal(["第一章 长 (1/3)", "第一章 长 (2/3)", "第一章 长 (3/3)"], parts.Select(part => part.Title));
        Assert.All(parts, part => Assert.InRange(part.Length, 14_000, 17_000));
        Assert.All(parts, part => Assert.EndsWith("。\n", part.Blocks[^1].Text, StringComparison.Ordinal));
    }

    [Fact]
    public void ALongParagraph_IsCutBehindSentences() => Assert.Equal(
        ["一二三。”", "四五六！", "七八，", "九十甲乙丙丁", "戊己庚"],
        LongParagraph.Cut("一二三。”四五六！七八，九十甲乙丙丁戊己庚", 6));

    private static List<Chapter> Cut(string text) => ChapterCutter.Cut(PlainText.Read(text, withHeadings: true));

    private static string TextOf(IEnumerable<Chapter> chapters) => string.Concat(chapters.SelectMany(chapter => chapter.Blocks).Select(block => block.Text));

    private static bool IsWhole(string text) =>
        text.Length == 0 || (!char.IsLowSurrogate(text[0]) && !char.IsHighSurrogate(text[^1]));

    private static string MakeText(Random random)
    {
        string[] ends = ["\n", "\r\n", "\r", "\n\n", "\u2028"];
        var text = new StringBuilder();
        for (var lines = random.Next(0, 60); lines > 0; lines--)
        {
            text.Append(s_lines[random.Next(s_lines.Length)]);
            text.Append(string.Concat(Enumerable.Repeat("山😀水。", random.Next(0, 4) == 0 ? random.Next(0, 200) : 0)));
            text.Append(ends[random.Next(ends.Length)]);
        }

        return text.Append(random.Next(2) == 0 ? "完" : "").ToString();
    }
}
