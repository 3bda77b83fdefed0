using System.Text.Encodings.Web;

namespace TtsOrleans.Gateway.Server;

/// <summary>The HTTP server: where it listens and what it allows.</summary>
internal static class ServerRoom
{
    private const string DefaultUrl = "http://127.0.0.1:7860";

    /// <summary>Links may carry a text: about 7,000 Chinese characters, percent-encoded.</summary>
    private const int MaxRequestLine = 64 * 1024;

    /// <summary>Bytes of an answer that wait in memory for their socket: a short cached text whole.</summary>
    private const int ResponseBuffer = 1024 * 1024;

    public static void AddServer(this WebApplicationBuilder builder)
    {
        if (!ListensSomewhere(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = MaxRequestLine;
            server.Limits.MaxResponseBufferSize = ResponseBuffer;
        });
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    private static bool ListensSomewhere(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration["urls"])
        || !string.IsNullOrEmpty(configuration["http_ports"])
        || !string.IsNullOrEmpty(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
