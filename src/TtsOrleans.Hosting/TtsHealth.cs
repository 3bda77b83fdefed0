using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TtsOrleans.Hosting;

/// <summary>Whether a process lives, and whether it can be given work.</summary>
public static class TtsHealth
{
    /// <summary>Tag of the checks that readiness is made of.</summary>
    public const string Ready = "ready";

    /// <summary>Tag of the checks that say whether a process is worth keeping.</summary>
    public const string Live = "live";

    /// <summary>
    /// <c>/health/live</c> answers 200 as long as the process is worth keeping, otherwise 503, to be restarted; <c>/health/ready</c> 200 or 503, with the checks by name.
    /// </summary>
    public static void MapTtsHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Live) });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteChecks,
        });
    }

    private static Task WriteChecks(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status == HealthStatus.Healthy ? "ready" : "not ready",
        checks = report.Entries.ToDictionary(check => check.Key, check => check.Value.Description ?? check.Value.Status.ToString()),
    });
}
