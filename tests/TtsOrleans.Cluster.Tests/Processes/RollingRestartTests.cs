using System.Text.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Processes;

/// <summary>Every silo is replaced, one after another, by one that carries another version of the voice, while clients are answered.</summary>
public sealed class RollingRestartTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Clients = 3;
    private const string Text = "今天的天气真好，我们一起去公园散步吧。路边的花都开了，红的、黄的、紫的，非常漂亮。孩子们在草地上跑来跑去，笑声传得很远。大家都觉得这是一个难忘的下午！";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly string[] s_settings = ["--Cache:AudioBytes=0", "--Storage:Enabled=false"];
    private static readonly ClusterShape s_shape = new()
    {
        Silos = 2,
        Gateways = 1,
        Supervised = false,
        SiloSettings = s_settings,
        GatewaySettings = s_settings,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tts-voices-");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Replacing_every_silo_and_its_voice_loses_no_request_and_no_sample()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var cluster = await ClusterProcesses.StartAsync(s_shape, database);
        using var client = ClusterClient.Of(cluster);
        var expected = await Task.WhenAll(Enumerable.Range(0, Clients).Select(index => SpeakAsync(cluster, client, index)));
        var before = await VoiceAsync(client);

        var rolling = RollAsync(cluster);
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async index =>
        {
            var answered = 0;
            do
            {
                var audio = await SpeakAsync(cluster, client, index);
                Assert.True(expected[index].AsSpan().SequenceEqual(audio), $"client {index}, answer {answered}\n{cluster.Output}");
                answered++;
            }
            while (!rolling.IsCompleted);
            return answered;
        }));
        await rolling;

        Assert.All(answers, answered => Assert.True(answered > 1));
        Assert.NotEqual(before, await VoiceAsync(client));
        Assert.Equal(["silo3", "silo4"], (await cluster.SeenByAsync(cluster.Gateways[0])).Order());
    }

    private static async Task<byte[]> SpeakAsync(ClusterProcesses cluster, ClusterClient client, int emotion)
    {
        using var answer = await client.GetAsync($"/api/tts?stream=true&emotion={emotion}&text={Uri.EscapeDataString(Text)}");
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}\n{cluster.Output}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> VoiceAsync(ClusterClient client)
    {
        using var voices = JsonDocument.Parse(await client.GetStringAsync("/api/voices"));
        return voices.RootElement.GetProperty("voices")[0].GetProperty("hash").GetString()!;
    }

    private async Task RollAsync(ClusterProcesses cluster)
    {
        var voices = CopyAsOtherVersion();
        foreach (var old in cluster.Silos.ToList())
        {
            cluster.AddSilo($"--Voices:Path={voices}");
            await cluster.WaitUntilWholeAsync(s_patience);
            Assert.Equal(0, await old.StopAsync());
            await cluster.WaitUntilWholeAsync(s_patience);
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
