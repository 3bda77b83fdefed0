using TtsOrleans.Gateway.Jobs.Texts;

namespace TtsOrleans.Gateway.Tests.Jobs.Texts;

/// <summary>Markdown as a listener wants it.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("这是**重点**，*轻*，***都***。", "这是重点，轻，都。")]
    [InlineData("**“引号”**后面", "“引号”后面")]
    [InlineData("2 * 3 * 4", "2 * 3 * 4")]
    [InlineData("snake_case_name _斜_", "snake_case_name 斜")]
    [InlineData("~~删~~ 1~2", "删 1~2")]
    [InlineData("看[这里](https://example.org/a_(b))吧", "看这里吧")]
    [InlineData("看[这里][1]吧", "看这里吧")]
    [InlineData("图![山](a.png)。", "图山。")]
    [InlineData("注[^1]。", "注。")]
    [InlineData("[happy] 你好 [1]", "[happy] 你好 [1]")]
    [InlineData("用 `code` 写", "用 code 写")]
    [InlineData("\\*不是\\*", "*不是*")]
    [InlineData("A &amp; B &lt;", "A & B <")]
    [InlineData("换<br>行 <https://example.org> 3 < 4", "换行  3 < 4")]
    [InlineData("**没有结束", "**没有结束")]
    [InlineData("[没有结束", "[没有结束")]
    [InlineData("[a](b", "[a](b")]
    [InlineData("😀*𠮷*", "😀𠮷")]
    public void Marks_AreTakenOut(string markdown, string expected) => Assert.Equal(expected, MarkdownMarks.Strip(markdown));

    [Fact]
    public void Blocks_AreReadAsAListenerWants()
    {
        var blocks = MarkdownText.Read(
            """
            ---
            title: 书
            ---
            # 书名 #

            第一行
            第二行
            and English
            words

            ```csharp
            var x = 1;
            # no heading
            ```

            ## 第*一*章

            > 引用
            > 两行

            - 甲
            - [x] 乙
              续
            1. 丙

            | 名 | 值 |
            |---|:-:|
            | a | 1 |

            ***

            <!-- 不读
            也不读 -->
            小节
            ---

            ### 小小节
            [ref]: https://example.org
            完。
            """);

        Assert.Equal(
            ["书名\n", "第一行第二行 and English words\n", "第一章\n", "引用两行\n", "甲\n", "乙续\n", "1. 丙\n", "名，值\n", "a，1\n", "小节\n", "小小节\n", "完。\n"],
            blocks.Select(block => block.Text));
        Assert.Equal(["书名", "第一章", "小节"], blocks.Where(block => block.Heading is not null).Select(block => block.Heading));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("_a")]
    [InlineData("[")]
    [InlineData("[](")]
    [InlineData("]")]
    [InlineData("<a")]
    [InlineData("`")]
    [InlineData("**a*")]
    [InlineData("&")]
    [InlineData("> ")]
    public async Task AHostileText_CostsNoMoreThanAnyOther(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 300_000));

        // Far above what it takes; an effort that grew with the square of the length would take hours.
        await Task.Run(() => MarkdownText.Read(text)).WaitAsync(TimeSpan.FromMinutes(1));
    }
}
