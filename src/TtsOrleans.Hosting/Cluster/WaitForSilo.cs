using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>
/// Lets a client start before its silo: it asks again every second until <see cref="ClusterOptions.ConnectTimeout"/>,
/// whatever it was that went wrong: what a silo that is about to die or to start makes of an attempt is of many kinds.
/// </summary>
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

    private string Missing => cluster.Value.Mode == ClusterMode.Postgres
        ? "no silo took clients within Cluster:ConnectTimeout; start one of the same Cluster:ClusterId."
        : "no silo answered within Cluster:ConnectTimeout; start one, or set Cluster:GatewayPort to its port.";

    /// <exception cref="NoSiloException">The time is over.</exception>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_since is null)
        {
            _since = time.GetTimestamp();
            LogWaiting(logger, Where, cluster.Value.ConnectTimeout, exception.Message);
        }

        if (time.GetElapsedTime(_since.Value) + Pause > cluster.Value.ConnectTimeout)
        {
            throw new NoSiloException($"{Missing} {exception.Message}", exception);
        }

        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }
}
