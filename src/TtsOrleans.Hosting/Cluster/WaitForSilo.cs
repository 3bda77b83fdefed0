using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>Lets a client start before its silo: it asks again every second until <see cref="ClusterOptions.ConnectTimeout"/>.</summary>
internal sealed partial class WaitForSilo(
    IOptions<ClusterOptions> cluster,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider time,
    ILogger<WaitForSilo> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long? _since;

    private string Where => cluster.Value.Mode == ClusterMode.Postgres
        ? $"in cluster '{cluster.Value.ClusterId}'"
        : $"at 127.0.0.1:{cluster.Value.EffectiveGatewayPort}";

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_since is null)
        {
            _since = time.GetTimestamp();
            LogWaiting(logger, Where, cluster.Value.ConnectTimeout, exception.Message);
        }

        if (time.GetElapsedTime(_since.Value) + Pause > cluster.Value.ConnectTimeout)
        {
            return false;
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }
}
