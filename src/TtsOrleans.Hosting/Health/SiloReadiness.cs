using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains.Rehearsing;

namespace TtsOrleans.Hosting.Health;

/// <summary>Ready once the silo is active, which is after its voices are warm, and has rehearsed, until it begins to drain.</summary>
internal sealed class SiloReadiness(ISiloStatusOracle silo, SiloRehearsal rehearsal, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("draining")
            : silo.CurrentStatus switch
            {
                SiloStatus.Active when !rehearsal.Over.IsCompleted => HealthCheckResult.Unhealthy("rehearsing"),
                SiloStatus.Active => HealthCheckResult.Healthy("active"),
                var status => HealthCheckResult.Unhealthy(status.ToString()),
            });
}
