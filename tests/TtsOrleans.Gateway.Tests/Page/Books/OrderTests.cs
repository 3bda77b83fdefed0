using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page.Books;

[Collection(BooksUsers.Name)]
public class OrderTests(PageHost host, BooksHost books)
{
    private const string Text = "第一章 渡船\n\n小溪边有一座白塔。\n[高兴]黄狗跑过来了！\n\n第二章 端午\n\n河上很热闹。\n";

    private const string Drop = """
        ([files, type]) => {
          const transfer = new DataTransfer();
          files.forEach(([name, text]) => transfer.items.add(new File([text], name)));
          document.querySelector("#shelf").dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
        """;

    [BrowserFact]
    public async Task File_Picked_IsShownAndOrderedAsChosen()
    {
        var gateway = await books.EmptyAsync();
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        await Assertions.Expect(visit.Page.Locator("#shelf-empty")).ToBeVisibleAsync();
        await visit.Page.SetInputFilesAsync("#order-file", new FilePayload { Name = "边城.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Text) });
        await Assertions.Expect(visit.Page.Locator("#order-title")).ToHaveValueAsync("边城");
        await Assertions.Expect(visit.Page.Locator("#order-title")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator("#order-excerpt")).ToContainTextAsync("小溪边有一座白塔");
        await Assertions.Expect(visit.Page.Locator("#order-facts")).ToContainTextAsync($"边城.txt · {Encoding.UTF8.GetByteCount(Text)} B · {Text.Length} 字");

        await visit.Page.FillAsync("#order-title", "边城（选）");
        await visit.Page.Locator("#order-emotions input[value=sad]").CheckAsync(new() { Force = true });
        await visit.Page.Locator("#order-speakers input[value=shan]").CheckAsync(new() { Force = true });
        await visit.Page.FocusAsync("#order-slider-speed");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.SelectOptionAsync("#order-format", "wav");
        await visit.Page.ClickAsync("#order-send");

        var title = visit.Page.Locator(".book .book-title");
        await Assertions.Expect(title).ToHaveTextAsync("边城（选）");
        await Assertions.Expect(title).ToBeFocusedAsync();
        await Assertions.Expect(title).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(visit.Page.Locator("#drop")).ToBeVisibleAsync();
        var order = Assert.Single(gateway.Jobs.All).Order!;
        Assert.Equal("边城（选）", order.Title);
        Assert.Equal("wav", order.Format);
        Assert.Equal(["第一章 渡船", "第二章 端午"], order.Chapters.Select(chapter => chapter.Title));
        var styles = order.Chapters.SelectMany(chapter => chapter.Paragraphs).Select(paragraph => paragraph.Style).ToList();
        var voice = await VoiceAsync(gateway);
        Assert.All(styles, style => Assert.Equal(voice.Id("speakers", "shan"), style.Speaker));
        Assert.All(styles, style => Assert.Equal(1.05f, style.Rate, 3));
        Assert.Equal([voice.Id("emotions", "sad"), voice.Id("emotions", "happy"), voice.Id("emotions", "sad")], Runs(styles.Select(style => style.Emotion)));
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task File_Dropped_AnywhereOnTheView_IsTaken()
    {
        var gateway = await books.EmptyAsync();
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        string[][] picture = [["照片.png", "x"]];
        await visit.Page.EvaluateAsync(Drop, new object[] { picture, "drop" });
        await Assertions.Expect(visit.Page.Locator("#drop-fault")).ToContainTextAsync("“照片.png”不是 .txt 或 .md 文件");
        string[][] nothing = [["空.md", ""]];
        await visit.Page.EvaluateAsync(Drop, new object[] { nothing, "drop" });
        await Assertions.Expect(visit.Page.Locator("#drop-fault")).ToContainTextAsync("“空.md”是空的");

        string[][] book = [["游记.md", "# 上\n\n山很高。\n\n# 下\n\n水很深。"]];
        await visit.Page.EvaluateAsync(Drop, new object[] { book, "dragenter" });
        await Assertions.Expect(visit.Page.Locator("#composer")).ToHaveAttributeAsync("data-over", string.Empty);
        await visit.Page.EvaluateAsync(Drop, new object[] { book, "drop" });
        await Assertions.Expect(visit.Page.Locator("#composer")).Not.ToHaveAttributeAsync("data-over", string.Empty);
        await Assertions.Expect(visit.Page.Locator("#order-title")).ToHaveValueAsync("游记");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(visit.Page.Locator(".book .chapter-title")).ToHaveTextAsync(["上", "下"]);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Text_PastedAndTagged_ReadsThatParagraphDifferently()
    {
        var gateway = await books.EmptyAsync();
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        await visit.Page.ClickAsync("#pick-paste");
        await Assertions.Expect(visit.Page.Locator("#order-text")).ToBeFocusedAsync();
        await visit.Page.FillAsync("#order-text", "天亮了。\n他还没有回来。"); // the cursor is in the last paragraph
        await visit.Page.ClickAsync("#tag-list .tag[data-emotion=angry]");
        await visit.Page.ClickAsync("#tag-list .tag[data-emotion=sad]"); // takes the place of the other
        await Assertions.Expect(visit.Page.Locator("#order-text")).ToHaveValueAsync("天亮了。\n[悲伤]他还没有回来。");
        await visit.Page.ClickAsync("#order-send");
        await Assertions.Expect(visit.Page.Locator(".book-title")).ToBeVisibleAsync();
        var paragraphs = Assert.Single(Assert.Single(gateway.Jobs.All).Order!.Chapters).Paragraphs;
        var voice = await VoiceAsync(gateway);
        Assert.Equal([voice.Id("emotions", "neutral"), voice.Id("emotions", "sad")], paragraphs.Select(paragraph => paragraph.Style.Emotion));
        Assert.DoesNotContain(paragraphs, paragraph => paragraph.Text.Contains('[', StringComparison.Ordinal));
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Order_Refused_SaysWhyAndKeepsWhatWasWritten()
    {
        var gateway = await books.EmptyAsync();
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        await visit.Page.ClickAsync("#pick-paste");
        await visit.Page.ClickAsync("#order-send");
        var fault = visit.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(fault).ToContainTextAsync("还没有文字");
        await visit.Page.FillAsync("#order-title", "空书");
        await visit.Page.FillAsync("#order-text", "。。。");
        await visit.Page.ClickAsync("#order-send");
        await Assertions.Expect(fault).ToContainTextAsync("nothing to read");
        await Assertions.Expect(visit.Page.Locator("#order-text")).ToHaveValueAsync("。。。");

        // The same order sent again after its answer was lost is one job.
        await visit.Page.FillAsync("#order-text", "现在有字了。");
        var answers = 0;
        await visit.Page.RouteAsync("**/api/jobs", async route =>
        {
            if (route.Request.Method == "POST" && answers++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await visit.Page.ClickAsync("#order-send");
        await Assertions.Expect(fault).ToContainTextAsync("连不上服务");
        await visit.Page.ClickAsync("#order-send");
        await Assertions.Expect(visit.Page.Locator(".book-title")).ToHaveTextAsync("空书");
        await Assertions.Expect(fault).ToBeHiddenAsync();
        Assert.Single(gateway.Jobs.All);
        Assert.Equal(2, answers);
    }

    private static async Task<Voice> VoiceAsync(JobGateway gateway)
    {
        using var listing = JsonDocument.Parse(await gateway.Client.GetStringAsync("/api/voices"));
        return new(listing.RootElement.GetProperty("voices")[0].Clone());
    }

    /// <summary>The numbers, each one that follows its like left out.</summary>
    private static IEnumerable<int> Runs(IEnumerable<int> numbers)
    {
        int? last = null;
        foreach (var number in numbers.Where(number => number != last))
        {
            last = number;
            yield return number;
        }
    }

    private sealed record Voice(JsonElement Listed)
    {
        public int Id(string kind, string name) => Listed.GetProperty(kind).EnumerateArray().Single(each => each.GetProperty("name").GetString() == name).GetProperty("id").GetInt32();
    }
}
