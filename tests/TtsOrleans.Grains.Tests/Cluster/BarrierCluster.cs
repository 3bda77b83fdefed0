using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Grains.Tests.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Silos whose engines stop before each window until the test lets them go on.</summary>
internal sealed class BarrierCluster(SpeechCluster cluster, BarrierFamily[] families) : IAsyncDisposable
{
    public SpeechCluster Cluster => cluster;

    /// <summary>The engines of each silo, in the silos' order at the start.</summary>
    public BarrierFamily[] Families => families;

    public static async Task<BarrierCluster> StartAsync(int silos, int slots, Action<ISiloBuilder>? configure = null)
    {
        var cluster = await SpeechCluster.StartAsync(silos, slots, () => RealSpeech.Catalog(new BarrierFamily()), configure);
        var catalogs = Enumerable.Range(0, silos).Select(cluster.Service<VoiceCatalog>);
        return new(cluster, [.. catalogs.Select(catalog => (BarrierFamily)catalog.FamilyOf(catalog.Default))]);
    }

    /// <summary>Has all engines stop before each window from here on.</summary>
    public void Hold() => Array.ForEach(Families, family => family.Held = true);

    /// <summary>Has all engines run freely, those at the barrier too.</summary>
    public void LetAllGo()
    {
        foreach (var family in Families)
        {
            family.Held = false;
            while (family.TryNextRun(out var run))
            {
                run!.LetGo();
            }
        }
    }

    /// <summary>The next run to begin on any silo.</summary>
    public async Task<(int Silo, BarrierRun Run)> NextRunAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        BarrierRun? run = null;
        int silo;
        while ((silo = Array.FindIndex(Families, family => family.TryNextRun(out run))) < 0)
        {
            await await Task.WhenAny(Families.Select(family => family.UntilRunAsync(limit.Token)));
        }

        return (silo, run!);
    }

    /// <summary>Ends once the silos have taken so many pieces, from the start on: those that run, wait, or are done.</summary>
    public Task UntilTakenAsync(int pieces) => cluster.Said.UntilAsync("or another takes piece", pieces);

    /// <summary>Listens on a task of its own, through a given silo.</summary>
    public Listening Listen(int silo, SpeechRequest request, SpeechPosition from = default) => new(Factory(silo), request, from);

    /// <summary>Ends once every slot is idle and nothing waits; nothing is taken any more.</summary>
    public Task DrainAsync() => cluster.DrainAsync();

    public IGrainFactory Factory(int silo) => cluster.Service<IGrainFactory>(silo);

    public ValueTask DisposeAsync()
    {
        LetAllGo();
        return cluster.DisposeAsync();
    }
}

/// <summary>A listener on a task of its own.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Lives as long as its test; its time limit ends with it.")]
internal sealed class Listening
{
    private readonly CancellationTokenSource _cancel = new(TimeSpan.FromMinutes(1));

    public Listening(IGrainFactory grains, SpeechRequest request, SpeechPosition from)
    {
        Heard = new(from);
        Ending = Task.Run(async () =>
        {
            await foreach (var item in grains.GetGrain<ISpeechRouter>(0).Speak(request, from, _cancel.Token).WithBatchSize(1))
            {
                Heard.Hear(item);
            }

            return Heard;
        });
    }

    /// <summary>What was heard so far.</summary>
    public Heard Heard { get; }

    /// <summary>The end of the stream.</summary>
    public Task<Heard> Ending { get; }

    public void Cancel() => _cancel.Cancel();
}
