using System.Net.Http.Json;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Gateway.Tests.Modes;

/// <summary>One process is all there is.</summary>
public sealed class EmbeddedTests
{
    [Fact]
    public async Task Cached_speech_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (first, firstCache) = await SpeakAsync(folder.FullName);
            var (second, secondCache) = await SpeakAsync(folder.FullName);

            Assert.Equal(first, second);
            Assert.Equal(("miss", "hit"), (firstCache, secondCache));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--Api:MaxCharacters=0", "Api:MaxCharacters")]
    [InlineData("--Api:Keys:0=mit leerzeichen", "Api:Keys")]
    [InlineData("--Speaking:SilenceSeconds=soon", "Speaking:SilenceSeconds")]
    [InlineData("--Admission:CallerSeconds=-1", "Admission:CallerSeconds")]
    [InlineData("--Cluster:Mode=Nowhere", "Cluster:Mode")]
    public async Task A_wrong_setting_is_named_and_nothing_starts(string argument, string key)
    {
        var gateway = await Built.RunAsync("Gateway", argument, "--Storage:Enabled=false", "--urls=http://127.0.0.1:0");

        Assert.Equal(1, gateway.Code);
        Assert.Contains($"Cannot start: {key}", gateway.All, StringComparison.Ordinal);
    }

    private static async Task<(byte[] Audio, string Cache)> SpeakAsync(string folder)
    {
        // A loaded machine may need longer for a new process' first read than speech would otherwise wait for it.
        await using var process = NodeProcess.StartNew("Gateway", $"--Storage:Path={folder}", "--Archive:ReadBudget=00:00:05");
        await process.WaitUntilReadyAsync();
        using var client = new HttpClient { BaseAddress = process.Url };
        using var response = await client.PostAsJsonAsync("/api/tts", new { text = "你好，世界。今天天气很好！" });
        var audio = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(0, await process.StopAsync());
        return (audio, response.Headers.GetValues("X-Cache").Single());
    }
}
