using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime.Placement;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Grains.Tests.Hosting;
using TtsOrleans.Grains.Tests.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>A cluster in the middle of an upgrade: each of two silos has a version of the voice of its own.</summary>
public sealed class JobVoiceTests : IDisposable
{
    private readonly JobFiles _files = new();
    private readonly TemporaryFolder _models = new();

    public void Dispose()
    {
        _files.Dispose();
        _models.Dispose();
    }

    [Fact]
    public async Task Job_moves_to_a_silo_with_the_version_it_was_ordered_in()
    {
        var made = 0;
        var voices = new[] { RealSpeech.Catalog(new BarrierFamily()), OtherVersion() };
        await using var cluster = await SpeechCluster.StartAsync(2, 1, () => voices[Interlocked.Increment(ref made) - 1], _files.AddTo);
        using var meter = new MeterReadings(cluster);
        for (var silo = 0; silo < 2; silo++)
        {
            var ordered = cluster.Service<VoiceCatalog>(silo).Default;
            var id = Orders.NewId();

            // Wherever it is placed at first: here, on the silo that has not the version.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.Silos.Silos[1 - silo].SiloAddress);
            await cluster.Grains.Job(id).Submit(Orders.Of(new VoiceReference(ordered.Manifest.Name, ordered.Hash), ["一。", "一二。"]));
            RequestContext.Clear();

            Assert.Equal(JobState.Done, (await cluster.Grains.Job(id).EndAsync()).State);
            Assert.Equal(2 * (silo + 1), meter.Sum("tts.jobs.sentences[rendered]"));
            Assert.Equal(2, meter.Sum($"tts.jobs.sentences[{cluster.Silos.Silos[silo].Name}]"));
        }
    }

    /// <summary>The real voice with another word in its manifest, and so with another hash.</summary>
    private VoiceCatalog OtherVersion()
    {
        var voice = RealSpeech.Voices.Default;
        var folder = Directory.CreateDirectory(Path.Combine(_models.Path, voice.Manifest.Name)).FullName;
        foreach (var file in Directory.GetFiles(voice.Directory))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        var manifest = Path.Combine(folder, "voice.json");
        var json = File.ReadAllText(manifest);
        File.Delete(manifest);
        File.WriteAllText(manifest, json.Replace($"\"{voice.Manifest.Version}\"", "\"99.0.0\"", StringComparison.Ordinal));
        var catalog = VoiceCatalog.Load(_models.Path, [new BarrierFamily()], null, NullLogger.Instance);
        Assert.NotEqual(voice.Hash, catalog.Default.Hash);
        return catalog;
    }
}
