namespace TtsOrleans.Gateway.Telemetry;

/// <summary>What the gateway tells about itself.</summary>
internal static class TelemetryRoom
{
    public static void AddInstruments(this WebApplicationBuilder builder) => builder.Services.AddSingleton<GatewayInstruments>();
}
