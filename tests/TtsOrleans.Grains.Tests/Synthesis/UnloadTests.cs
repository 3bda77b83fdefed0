using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Synthesis;

public sealed class UnloadTests : IDisposable
{
    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("voices");

    public void Dispose() => _models.Delete(recursive: true);

    [Fact]
    public async Task Voice_that_is_not_the_default_is_unloaded_when_idle_and_loaded_again()
    {
        Copy("lanshan");
        Copy("twin");
        var clock = new ArmedClock();
        var unloadAfter = new SynthesisOptions().UnloadAfter;
        var family = new BarrierFamily();
        var voices = VoiceCatalog.Load(_models.FullName, [family], "lanshan", NullLogger.Instance);
        await using var cluster = await SpeechCluster.StartAsync(silos: 1, slots: 1, () => voices, silo => silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, clock));
        var twin = voices.FindByName("twin")!;
        var request = new VoiceReference("twin", twin.Hash).Request("第一句话。");
        await Heard.ListenAsync(cluster.Grains, request);
        var before = family.Disposed;

        // Set when the voice is loaded, and again behind each piece.
        await clock.UntilArmedAsync(unloadAfter, times: 2);
        clock.Advance(TimeSpan.FromMinutes(9));
        await Heard.ListenAsync(cluster.Grains, request with { Text = "第二句话。" });
        await clock.UntilArmedAsync(unloadAfter, times: 3);
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(before, family.Disposed);
        clock.Advance(TimeSpan.FromMinutes(1));
        await family.UntilDisposedAsync(before + 1);
        Assert.Equal(before + 1, family.Disposed);
        await Heard.ListenAsync(cluster.Grains, request with { Text = "第三句话。" });
        await Heard.ListenAsync(cluster.Grains, request with { Text = "第四句话。", Voice = new("lanshan", voices.Default.Hash) });
    }

    private void Copy(string name)
    {
        var target = _models.CreateSubdirectory(name);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "lanshan")))
        {
            File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
        }

        var manifest = Path.Combine(target.FullName, "voice.json");
        var json = JsonNode.Parse(File.ReadAllText(manifest))!;
        json["name"] = name;
        File.WriteAllText(manifest, json.ToJsonString());
    }
}
