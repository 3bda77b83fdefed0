using Microsoft.Extensions.Diagnostics.HealthChecks;
using TtsOrleans.Gateway.Voices;

namespace TtsOrleans.Gateway.Health;

/// <summary>Ready when the cluster has a voice, and until the gateway begins to stop.</summary>
internal sealed class ClusterReadiness(VoiceCatalog voices, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("draining")
            : voices switch
            {
                { Known.IsEmpty: true } => HealthCheckResult.Unhealthy("the cluster has not answered with a voice"),
                { Answering: false } => HealthCheckResult.Unhealthy("the cluster does not answer"),
                { Known: var known } => HealthCheckResult.Healthy($"{known.Length} voice(s)"),
            });
}
