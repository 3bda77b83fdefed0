using Microsoft.Extensions.Diagnostics.HealthChecks;
using TtsOrleans.Hosting;

namespace TtsOrleans.Gateway.Health;

/// <summary>Whether the gateway lives, and whether it can be given work; open to all.</summary>
internal static class HealthRoom
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<ClusterReadiness>("cluster", tags: [TtsHealth.Ready]);

    public static void MapHealth(this WebApplication app)
    {
        app.MapTtsHealth();
        app.MapGet("/health", ReportAsync)
            .WithSummary("Life and readiness in one")
            .WithTags("Service")
            .Produces<HealthAnswer>()
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The status says whether it is worth sending text here; the body keeps the members plain clients know.</summary>
    private static async Task<IResult> ReportAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(check => check.Tags.Contains(TtsHealth.Ready), cancellationToken);
        var ready = report.Status == HealthStatus.Healthy;
        return Results.Json(
            new HealthAnswer(
                ready ? "healthy" : "unready",
                "sambert-hifigan",
                ready,
                report.Entries.ToDictionary(check => check.Key, check => check.Value.Description ?? check.Value.Status.ToString())),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
