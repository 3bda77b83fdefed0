using System.Net.Http.Json;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class SavingTests(PageHost host)
{
    private const string Text = "别着急，慢慢来。";

    [BrowserFact]
    public async Task Wav_OfTheTake_IsWhatTheServiceAnswersSampleForSample()
    {
        await using var visit = await host.VisitAsync();
        await visit.ChooseAsync("gentle");
        await visit.SpeakAsync(Text);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("[data-format=wav]"));
        Assert.Equal("温柔-兰女声-别着急慢慢来.wav", download.SuggestedFilename);
        var saved = await File.ReadAllBytesAsync(await download.PathAsync());
        var wav = Wav.Parse(saved);
        Assert.Equal((uint)saved.Length - 8, wav.RiffBytes);
        Assert.Equal((uint)saved.Length - 44, wav.DataBytes);
        Assert.Equal(24000, wav.SampleRate);
        Assert.True(wav.Sounds);

        var body = JsonSerializer.Deserialize<Dictionary<string, object>>(visit.Asked[0])!;
        body["stream"] = false;
        using var answer = await host.Gateway.Client.PostAsJsonAsync("/api/tts", body);
        Assert.Equal(Wav.Parse(await answer.Content.ReadAsByteArrayAsync()).Pcm, wav.Pcm);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Mp3_OfTheTake_IsAnMp3File()
    {
        await using var visit = await host.VisitAsync();
        await visit.SpeakAsync(Text);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("[data-format=mp3]"));
        Assert.EndsWith(".mp3", download.SuggestedFilename, StringComparison.Ordinal);
        var saved = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.True(saved.AsSpan().StartsWith("ID3"u8) || (saved[0] == 0xFF && (saved[1] & 0xE0) == 0xE0), "neither a tag nor a frame at its beginning");
        Assert.InRange(saved.Length, 2000, 200_000);
        Assert.Empty(visit.Faults);
    }
}
