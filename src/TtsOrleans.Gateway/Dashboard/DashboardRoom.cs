using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using DashboardOptions = TtsOrleans.Hosting.Dashboard.DashboardOptions;

namespace TtsOrleans.Gateway.Dashboard;

/// <summary>Orleans' dashboard at <c>/dashboard</c>: off unless switched on, and then only behind API keys.</summary>
internal static class DashboardRoom
{
    /// <summary>Its page sets styles from its script.</summary>
    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddDashboard(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardNeedsKeys>();

    public static void MapDashboard(this WebApplication app)
    {
        if (!DashboardOptions.IsEnabled(app.Configuration))
        {
            return;
        }

        app.MapOrleansDashboard("/dashboard").AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return await next(context);
        });
    }

    /// <summary>It would tell everybody who reaches the port what the cluster does.</summary>
    private sealed class DashboardNeedsKeys(IOptions<ApiOptions> api) : IValidateOptions<DashboardOptions>
    {
        public ValidateOptionsResult Validate(string? name, DashboardOptions options) =>
            options.Enabled && api.Value.Keys.Length == 0
                ? ValidateOptionsResult.Fail("Dashboard:Enabled asks for API keys: set Api:Keys:0, or leave the dashboard off.")
                : ValidateOptionsResult.Success;
    }
}
