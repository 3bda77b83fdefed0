using System.Globalization;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Gateway.Stopping;

/// <summary>How the gateway stops.</summary>
internal static class StoppingRoom
{
    private static readonly TimeSpan s_server = TimeSpan.FromSeconds(5);

    /// <summary>To be added behind the cluster: what is added last stops first.</summary>
    public static void AddStopping(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<StoppingOptions>(StoppingOptions.Section);
        builder.Services.AddSingleton<GatewayDrain>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<GatewayDrain>());

        // Read as it is written: the host takes its options before those of others are checked. A silo in this process has added its own time.
        builder.Services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) =>
            host.ShutdownTimeout += s_server + Longest(configuration.GetSection(StoppingOptions.Section)));
    }

    private static TimeSpan Longest(IConfiguration section)
    {
        var defaults = new StoppingOptions();
        return TimeSpan.FromSeconds(Math.Max(
            Seconds(section[nameof(StoppingOptions.AnswerSeconds)], defaults.AnswerSeconds),
            Seconds(section[nameof(StoppingOptions.LingerSeconds)], defaults.LingerSeconds)));
    }

    private static int Seconds(string? written, int otherwise) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : otherwise;
}
