using System.Text.Json;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Processes;

/// <summary>Every silo is replaced, one after another, by one that carries another version of the voice, while clients are answered.</summary>
public sealed class RollingRestartTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Clients = 3;
    private const string Text = "今天的天气真好，我们一起去公园散步吧。路边的花都开了，红的、黄的、紫的，非常漂亮。孩子们在草地上跑来跑去，笑声传得很远。大家都觉得这是一个难忘的下午！";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tts-voices-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Replacing_every_silo_and_its_voice_loses_no_request_and_no_sample()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var cluster = await ClusterProcesses.StartAsync(database.Runtime, 2, "--Cache:AudioBytes=0", "--Storage:Enabled=false");
        var expected = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => SpeakAsync(cluster, client)));
        var before = await VoiceAsync(cluster);

        var rolling = RollAsync(cluster);
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var answered = 0;
            do
            {
                var audio = await SpeakAsync(cluster, client);
                Assert.True(expected[client].AsSpan().SequenceEqual(audio), $"client {client}, answer {answered}\n{cluster.Output}");
                answered++;
            }
            while (!rolling.IsCompleted);
            return answered;
        }));
        await rolling;

        Assert.All(answers, answered => Assert.True(answered > 1));
        Assert.NotEqual(before, await VoiceAsync(cluster));
        Assert.Equal(["silo-3", "silo-4"], await cluster.NodesAsync());
    }

    private static async Task<byte[]> SpeakAsync(ClusterProcesses cluster, int emotion)
    {
        using var answer = await cluster.Client.GetAsync($"/api/tts?stream=true&emotion={emotion}&text={Uri.EscapeDataString(Text)}");
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}\n{cluster.Output}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> VoiceAsync(ClusterProcesses cluster)
    {
        using var voices = JsonDocument.Parse(await cluster.Client.GetStringAsync("/api/voices"));
        return voices.RootElement.GetProperty("voices")[0].GetProperty("hash").GetString()!;
    }

    private async Task RollAsync(ClusterProcesses cluster)
    {
        var voices = CopyAsOtherVersion();
        foreach (var old in cluster.Silos.ToList())
        {
            cluster.StartSilo($"--Voices:Path={voices}");
            await cluster.WaitForNodesAsync(3);
            Assert.Equal(0, await old.StopAsync());
            await cluster.WaitForNodesAsync(2);
        }
    }

    /// <summary>The networks as they are, so that the sound is known; another manifest, so that nothing else may know it.</summary>
    private string CopyAsOtherVersion()
    {
        var voice = new DirectoryInfo(Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "models")).First());
        var copy = _folder.CreateSubdirectory(voice.Name).FullName;
        foreach (var file in voice.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(copy, file.Name));
        }

        File.AppendAllText(Path.Combine(copy, "voice.json"), "\n");
        return _folder.FullName;
    }
}
