using Microsoft.Extensions.Diagnostics.HealthChecks;
using TtsOrleans.Gateway.Rehearsing;
using TtsOrleans.Gateway.Voices;

namespace TtsOrleans.Gateway.Health;

/// <summary>Ready when the cluster has a voice and the gateway has rehearsed with it, and until the gateway begins to stop.</summary>
internal sealed class ClusterReadiness(VoiceCatalog voices, GatewayRehearsal rehearsal, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("draining")
            : voices switch
            {
                { Known.IsEmpty: true } => HealthCheckResult.Unhealthy("the cluster has not answered with a voice"),
                { Answering: false } => HealthCheckResult.Unhealthy("the cluster does not answer"),
                _ when !rehearsal.Over.IsCompleted => HealthCheckResult.Unhealthy("rehearsing"),
                { Known: var known } => HealthCheckResult.Healthy($"{known.Length} voice(s)"),
            });
}
