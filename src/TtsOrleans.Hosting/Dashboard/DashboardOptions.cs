using Microsoft.Extensions.Configuration;

namespace TtsOrleans.Hosting.Dashboard;

/// <summary>Section <c>Dashboard</c>: Orleans' own view of grains, calls and silos; the same for all processes of a cluster.</summary>
public sealed class DashboardOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Dashboard";

    /// <summary>Whether silos profile their calls, and gateways show it at <c>/dashboard</c>, which takes API keys. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>What <see cref="Enabled"/> will be, for composing a host before its options exist.</summary>
    public static bool IsEnabled(IConfiguration configuration) =>
        bool.TryParse(configuration[$"{Section}:{nameof(Enabled)}"], out var enabled) && enabled;
}
