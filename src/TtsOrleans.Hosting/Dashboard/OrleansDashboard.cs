using Microsoft.Extensions.Configuration;
using Orleans.Dashboard;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Hosting.Dashboard;

/// <summary>Orleans' dashboard, where it is switched on: its grains and profiler on silos, what it asks them with on clients.</summary>
internal static class OrleansDashboard
{
    public static ISiloBuilder AddDashboard(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.Services.AddSettings<DashboardOptions>(DashboardOptions.Section);
        return DashboardOptions.IsEnabled(configuration) ? silo.AddDashboard(Limit) : silo;
    }

    public static IClientBuilder AddDashboard(this IClientBuilder client, IConfiguration configuration)
    {
        client.Services.AddSettings<DashboardOptions>(DashboardOptions.Section);
        return DashboardOptions.IsEnabled(configuration) ? client.AddDashboard(Limit) : client;
    }

    /// <summary>Its live trace would show the logs of the process to whoever has any key.</summary>
    private static void Limit(Orleans.Dashboard.DashboardOptions options) => options.HideTrace = true;
}
