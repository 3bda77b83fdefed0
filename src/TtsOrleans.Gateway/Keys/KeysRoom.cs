namespace TtsOrleans.Gateway.Keys;

/// <summary>Optional API keys.</summary>
internal static class KeysRoom
{
    public static void AddKeys(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ApiKeys>();

    /// <summary>Everything used after this asks for a key, where keys are configured, but <c>/health</c>.</summary>
    public static void UseKeys(this WebApplication app) => app.UseMiddleware<ApiKeyGate>();
}
