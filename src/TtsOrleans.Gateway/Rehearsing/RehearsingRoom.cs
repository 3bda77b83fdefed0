namespace TtsOrleans.Gateway.Rehearsing;

/// <summary>A first request that is nobody's, so that none of those that follow is the first.</summary>
internal static class RehearsingRoom
{
    public static void AddRehearsal(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GatewayRehearsal>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<GatewayRehearsal>());
    }
}
