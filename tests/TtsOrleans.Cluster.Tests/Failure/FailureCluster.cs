using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>
/// One reference voice for all tests of failures, and one cluster as long as they ask for the same shape. They run one after the other:
/// a machine has only so many cores.
/// </summary>
public sealed class FailureCluster : IAsyncLifetime
{
    /// <summary>Name of the collection.</summary>
    public const string Collection = "failure";

    // Every fault after it: a silo that takes no longer than this to be back, and the service with it.
    private static readonly TimeSpan s_fullService = TimeSpan.FromSeconds(30);

    private readonly RequestMix _mix = new(seed: 7, size: 48);
    private ReferenceVoice? _reference;
    private ClusterProcesses? _cluster;
    private ClusterShape? _shape;
    private CheckedJob? _job;

    /// <summary>What everything must sound like.</summary>
    public ReferenceVoice Reference => _reference!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (TemporaryPostgres.Programs is not null)
        {
            _reference = await ReferenceVoice.StartAsync();
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await EndClusterAsync();
        if (_reference is not null)
        {
            await _reference.DisposeAsync();
        }
    }

    /// <summary>A whole cluster of that shape, with nothing stored of what was spoken before.</summary>
    public async Task<ClusterProcesses> GetAsync(ClusterShape shape)
    {
        if (_cluster is null || _shape != shape)
        {
            await EndClusterAsync();
            _cluster = await ClusterProcesses.StartAsync(shape with { SiloSettings = FaultRun.SmallCaches });
            _shape = shape;
        }

        await _cluster.WaitUntilWholeAsync(TimeSpan.FromMinutes(4));
        await _cluster.ForgetAudioAsync();
        return _cluster;
    }

    /// <summary>Brings a fault over a cluster amid its work, and holds what comes of it against what is promised.</summary>
    public async Task MeetAsync(FaultScenario scenario, ClusterShape shape, bool withJob = false)
    {
        var cluster = await GetAsync(shape);
        _job ??= withJob ? await CheckedJob.PrepareAsync(cluster, new RequestMix(seed: 8, size: 0).LongOne(500).Text) : null;
        var report = await FaultRun.RunAsync(cluster, Reference, _mix, scenario, FaultTiming.OfTests, withJob ? _job : null);

        var told = string.Join('\n', report.Faults().Concat(report.Disturbed)) + '\n' + cluster.Output;
        Assert.True(report.Faults().Count == 0, told);
        Assert.True(report.WholeAgain is not null, $"The gateways do not see all silos.\n{told}");
        Assert.True(report.BackToFull <= report.Lasted + s_fullService, $"Full service took {report.BackToFull}, an answer {report.Normal}.\n{told}");
    }

    private async Task EndClusterAsync()
    {
        _job?.Dispose();
        _job = null;
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            _cluster = null;
        }
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(FailureCluster.Collection)]
public sealed class FailureTests : ICollectionFixture<FailureCluster>;
