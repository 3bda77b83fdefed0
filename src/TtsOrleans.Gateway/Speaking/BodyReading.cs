using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Reads what a request brings, whatever form it has; never more than a limit of bytes.</summary>
internal static class BodyReading
{
    private const string Kinds = "Send JSON (Content-Type: application/json), a form (application/x-www-form-urlencoded or multipart/form-data), or a query.";

    /// <summary>The wish of a request: its body's, and its query's where the body says nothing.</summary>
    /// <exception cref="ApiProblem">The body or the query cannot be read.</exception>
    public static async ValueTask<SpeakingWish> ReadWishAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        BoundedBody.Limit(request, maxBytes);
        var query = TextWish.Read(name => request.Query[name]);
        if (!HasBody(request))
        {
            return query;
        }

        var body = TypeOf(request) switch
        {
            "application/x-www-form-urlencoded" when await BeginsAsJsonAsync(request, cancellationToken) => await ReadJsonAsync(request, JsonWish.Read, cancellationToken),
            "application/x-www-form-urlencoded" or "multipart/form-data" => await ReadFormAsync(request, cancellationToken),
            var type when IsJson(type) => await ReadJsonAsync(request, JsonWish.Read, cancellationToken),
            _ => throw ApiProblem.UnsupportedMediaType(Kinds),
        };
        return body.Over(query);
    }

    /// <summary>Reads a body that has to be JSON.</summary>
    /// <exception cref="ApiProblem">It is not.</exception>
    public static async ValueTask<T> ReadJsonAsync<T>(HttpRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.BodyReader.AsStream(), default, cancellationToken);
            return read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw ApiProblem.BadRequest($"The body is not valid JSON: {exception.Message}");
        }
    }

    /// <summary>Whether the media type is JSON; null, none at all, is not.</summary>
    public static bool IsJson(string? type) => type is "application/json" or "text/json" || type?.EndsWith("+json", StringComparison.Ordinal) == true;

    /// <summary>Media type in lower case, or null; a character set other than UTF-8 is refused.</summary>
    public static string? TypeOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return null;
        }

        return type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? throw ApiProblem.UnsupportedMediaType($"The body must be UTF-8; it says '{Quoted.Short(type.Charset.ToString())}'.")
            : type.MediaType.ToString().ToLowerInvariant();
    }

    private static bool HasBody(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (request.ContentLength > 0
            || (request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            || IsJson(TypeOf(request)));

    // `curl -d '{…}'` sends JSON under the name of a form.
    private static async ValueTask<bool> BeginsAsJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var read = await request.BodyReader.ReadAsync(cancellationToken);
        var begins = read.Buffer.FirstSpan.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        request.BodyReader.AdvanceTo(read.Buffer.Start);
        return begins;
    }

    private static async ValueTask<SpeakingWish> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return TextWish.Read(name => form[name]);
        }
        catch (InvalidDataException exception)
        {
            throw ApiProblem.BadRequest($"The form cannot be read: {exception.Message}");
        }
    }
}
