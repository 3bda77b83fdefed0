using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>
/// Holds a silo's start until its database answers and has the schema: Orleans itself gives up within a second on a database that is away,
/// and asks one without its tables for minutes.
/// </summary>
internal sealed partial class WaitForDatabase(
    ClusterDatabase database,
    IOptions<ClusterOptions> cluster,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider time,
    ILogger<WaitForDatabase> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Over once the database could be used.</summary>
    public Task Ready => _ready.Task;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(WaitForDatabase), ServiceLifecycleStage.First, WaitAsync);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = new DatabaseWait(time, cluster.Value.ConnectTimeout, reason => LogWaiting(logger, cluster.Value.ConnectTimeout, reason));
        await wait.UntilAsync(token => SchemaState.CheckAsync(database, token), cancellationToken);
        _ready.SetResult();
    }
}
