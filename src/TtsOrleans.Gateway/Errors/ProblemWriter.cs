using System.Net.Mime;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Gateway.Errors;

/// <summary>
/// Writes every problem as JSON, whatever the client would have accepted in the good case: somebody who asked for audio or events
/// still has to learn what was wrong.
/// </summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context) => true;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var details = context.ProblemDetails;
        details.Status ??= response.StatusCode;
        details.Title ??= ReasonPhrases.GetReasonPhrase(response.StatusCode);
        details.Type ??= "about:blank";
        details.Detail ??= DetailOf(context.HttpContext) ?? details.Title;
        if (context.HttpContext.Request.Path.StartsWithSegments("/api/tts"))
        {
            details.Extensions.TryAdd("error", details.Detail);
        }

        await response.WriteAsJsonAsync(details, json.Value.SerializerOptions, MediaTypeNames.Application.ProblemJson, context.HttpContext.RequestAborted);
    }

    /// <summary>What to change where the server itself refused.</summary>
    private static string? DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address; /docs lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here; possible: {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "This kind of body is not read here; send JSON (Content-Type: application/json), or what /docs says of this address.",
        _ => null,
    };
}
