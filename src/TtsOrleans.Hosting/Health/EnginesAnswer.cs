using Microsoft.Extensions.Diagnostics.HealthChecks;
using TtsOrleans.Grains.Synthesis;

namespace TtsOrleans.Hosting.Health;

/// <summary>Whether the engines come back from their calls; where too many do not, only a new process helps.</summary>
internal sealed class EnginesAnswer(EngineHealth engines) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(engines.Hopeless ? HealthCheckResult.Unhealthy($"{engines.Hung} engines hang") : HealthCheckResult.Healthy("answering"));
}
