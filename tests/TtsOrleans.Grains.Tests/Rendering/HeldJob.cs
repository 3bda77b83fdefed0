using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>A job that was just ordered, on silos whose engines stop at a barrier.</summary>
internal sealed class HeldJob(BarrierCluster silos, MeterReadings meter, IRenderJob job) : IAsyncDisposable
{
    public static async Task<HeldJob> StartAsync(JobFiles files, string id, JobOrder order, int silos, Action<ISiloBuilder>? configure = null)
    {
        var cluster = await BarrierCluster.StartAsync(silos, slots: 1, silo =>
        {
            files.AddTo(silo);
            configure?.Invoke(silo);
        });
        var held = new HeldJob(cluster, new(cluster.Cluster), cluster.Cluster.Grains.Job(id));
        cluster.Hold();
        await held.Job.Submit(order);
        return held;
    }

    private IRenderJob Job => job;

    public void Deconstruct(out BarrierCluster cluster, out MeterReadings readings, out IRenderJob ordered) => (cluster, readings, ordered) = (silos, meter, job);

    /// <summary>Lets the next sentences be made, and ends once they are stored.</summary>
    public async Task StoreAsync(int sentences)
    {
        for (var run = 0; run < sentences; run++)
        {
            (await silos.NextRunAsync()).Run.LetGo();
        }

        await meter.UntilAsync("tts.jobs.sentences[rendered]", sentences);
    }

    public async ValueTask DisposeAsync()
    {
        meter.Dispose();
        await silos.DisposeAsync();
    }
}
