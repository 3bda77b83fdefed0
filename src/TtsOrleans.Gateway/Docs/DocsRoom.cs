using Scalar.AspNetCore;

namespace TtsOrleans.Gateway.Docs;

/// <summary>The API described for machines (<c>/openapi/v1.json</c>) and for people (<c>/docs</c>), without any other host.</summary>
internal static class DocsRoom
{
    /// <summary>The reference page carries its own script and styles inline.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "media-src 'self' blob: data:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddDocs(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "TtsOrleans";
        document.Info.Description = "Chinese speech with emotion.";
        document.Servers?.Clear();
        return Task.CompletedTask;
    }));

    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi();
        var docs = app.MapGroup("").AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return await next(context);
        });
        docs.MapScalarApiReference("/docs", options => options
            .WithTitle("TtsOrleans API")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideClientButton());
    }
}
