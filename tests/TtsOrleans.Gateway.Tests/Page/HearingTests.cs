using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class HearingTests(PageHost host)
{
    private const string Text = "春天来了，山里的桃花开了。我们明天一起去看看吧！";

    private const string Listen = """
        async () => {
          const audio = document.querySelector("#audio");
          const context = new AudioContext();
          const analyser = context.createAnalyser();
          context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
          const window = new Float32Array(analyser.fftSize);
          audio.currentTime = 0;
          await audio.play();
          let peak = 0;
          while (!audio.ended && peak < 0.02) {
            await new Promise(requestAnimationFrame);
            analyser.getFloatTimeDomainData(window);
            peak = Math.max(peak, ...window.map(Math.abs));
          }
          return peak;
        }
        """;

    [BrowserFact]
    public async Task Speak_TextAndEmotion_SoundsWhileItComesAndStaysAsAFile()
    {
        await using var visit = await host.VisitAsync();
        await visit.ChooseAsync("happy");
        await visit.SpeakAsync(Text);

        var asked = Assert.Single(visit.Asked);
        Assert.Contains("\"emotion\":\"happy\"", asked, StringComparison.Ordinal);
        var expected = await SpokenEvents.AskAsync(host.Gateway.Client, asked);

        // The loudspeaker got all of it, and began before the stream had ended.
        await visit.UntilAsync($"heard.samples >= {(long)(expected.Duration * 24000)}");
        Assert.True(await visit.Page.EvaluateAsync<bool>("heard.beforeWhole"));
        Assert.InRange(await visit.Page.EvaluateAsync<double>("heard.peak"), 0.05, 1);
        Assert.InRange(await visit.Page.EvaluateAsync<double>("heard.ahead"), 0, 11);
        Assert.InRange(await visit.Page.EvaluateAsync<double>("Math.min(0, ...heard.joins)"), -1e-6, 0); // nothing sounds over what went before

        // The finished take is in the audio element, and it sounds.
        await visit.UntilAsync("document.querySelector('#audio').duration > 0");
        var duration = await visit.Page.EvaluateAsync<double>("document.querySelector('#audio').duration");
        Assert.InRange(duration, expected.Duration * 0.98, expected.Duration * 1.02);
        await visit.Page.PressAsync("body", "Escape");
        Assert.InRange(await visit.Page.EvaluateAsync<double>(Listen), 0.02, 1);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Highlight_WhilePlaying_FollowsEveryCharacterInOrder()
    {
        await using var visit = await host.VisitAsync();
        await visit.SpeakAsync(Text);
        await Assertions.Expect(visit.Page.Locator("#toggle")).ToHaveAttributeAsync("aria-label", "播放", new() { Timeout = 60_000 }); // played to its end

        var marked = await visit.Page.EvaluateAsync<string>("marked.map((each) => each.text).join('')");
        var spoken = string.Concat(Text.Where(char.IsLetter));
        Assert.True(IsSubsequence(marked, spoken), $"'{marked}' is out of order");

        // A busy machine draws less often than characters change, so any one of them may go unseen; whole clauses may not.
        Assert.NotEmpty(marked);
        Assert.Contains(marked[0], "春天来了");
        Assert.Contains(marked[^1], "起去看看吧");
        Assert.InRange(marked.Length, spoken.Length / 2, spoken.Length);
    }

    [BrowserFact]
    public async Task Seek_AnyPlace_MarksTheCharacterThatSoundsThere()
    {
        await using var visit = await host.VisitAsync();
        await visit.SpeakAsync(Text);
        await visit.Page.PressAsync("body", "Escape");
        var expected = await SpokenEvents.AskAsync(host.Gateway.Client, visit.Asked[0]);
        var box = (await visit.Page.Locator("#waveform").BoundingBoxAsync())!;
        foreach (var share in new[] { 0.15f, 0.4f, 0.66f, 0.9f })
        {
            await visit.Page.Mouse.ClickAsync(box.X + (box.Width * share), box.Y + (box.Height / 2));
            await visit.UntilAsync($"Math.abs(document.querySelector('#audio').currentTime / document.querySelector('#audio').duration - {share}) < 0.02");
            var character = expected.At(await visit.Page.EvaluateAsync<double>("document.querySelector('#audio').currentTime"));
            await Assertions.Expect(visit.Page.Locator("#readalong .character.now")).ToHaveTextAsync(Text.Substring(character.Start, character.Length));
        }

        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Takes_TwoMarked_AreComparedSideBySide()
    {
        await using var visit = await host.VisitAsync();
        await visit.ChooseAsync("sad");
        await visit.SpeakAsync(Text);
        await visit.ChooseAsync("angry");
        await visit.SpeakAsync(Text);
        await visit.Page.ClickAsync("#take-list li:nth-child(1) [data-act=A]");
        await visit.Page.ClickAsync("#take-list li:nth-child(2) [data-act=B]");
        await Assertions.Expect(visit.Page.Locator("#compare .card[data-side=A]")).ToContainTextAsync("生气");
        await Assertions.Expect(visit.Page.Locator("#compare .card[data-side=B]")).ToContainTextAsync("悲伤");

        await visit.Page.ClickAsync("#compare-swap");
        await Assertions.Expect(visit.Page.Locator("#compare .card[data-side=B]")).ToHaveAttributeAsync("data-current", string.Empty);
        await visit.Page.ClickAsync("#take-list li:nth-child(2) [data-act=reuse]");
        await Assertions.Expect(visit.Page.Locator("#emotions input[value=sad]")).ToBeCheckedAsync();
        await visit.Page.ClickAsync("#take-list li:nth-child(2) [data-act=delete]");
        await Assertions.Expect(visit.Page.Locator("#take-list li")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#compare .card[data-side=B]")).ToContainTextAsync("在下面选一条");
        Assert.Empty(visit.Faults);
    }

    private static bool IsSubsequence(string part, string whole)
    {
        var at = 0;
        foreach (var character in whole)
        {
            at += at < part.Length && part[at] == character ? 1 : 0;
        }

        return at == part.Length;
    }
}
