using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace TtsOrleans.Hosting.Health;

/// <summary>Ready once the silo is active, which is after its voices are warm, and until it begins to drain.</summary>
internal sealed class SiloReadiness(ISiloStatusOracle silo, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("draining")
            : silo.CurrentStatus switch
            {
                SiloStatus.Active => HealthCheckResult.Healthy("active"),
                var status => HealthCheckResult.Unhealthy(status.ToString()),
            });
}
