using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Keys;

/// <summary>With keys configured, lets only their bearers and questions after health pass.</summary>
internal sealed class ApiKeyGate(RequestDelegate next, ApiKeys keys)
{
    private const string Header = "X-API-Key";
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (!keys.Required || context.Request.Path.StartsWithSegments("/health"))
        {
            return next(context);
        }

        if (context.Request.Path == KeyForm.Address && HttpMethods.IsPost(context.Request.Method))
        {
            return KeyForm.TakeAsync(context, keys);
        }

        if (Presented(context.Request) is { } presented)
        {
            return PassAsync(context, keys.Find(presented) ?? throw Unauthorized("This API key is not known here."));
        }

        if (BrowserKey.Presented(context.Request) is { } cookie && keys.FindByCookie(cookie) is { } prefix)
        {
            return PassAsync(context, prefix);
        }

        return KeyForm.Helps(context.Request)
            ? KeyForm.AskAsync(context, context.Request.Path)
            : throw Unauthorized("This service asks for an API key: send 'Authorization: Bearer <key>' or 'X-API-Key: <key>'.");
    }

    private Task PassAsync(HttpContext context, string prefix)
    {
        context.Features.Set(new ApiKeyFeature(prefix));
        return next(context);
    }

    private static string? Presented(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is var bearer && bearer.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return bearer[Scheme.Length..].Trim();
        }

        return request.Headers.TryGetValue(Header, out var key) ? key.ToString().Trim() : null;
    }

    private static ApiProblem Unauthorized(string detail) =>
        new(StatusCodes.Status401Unauthorized, "API key required", detail) { Challenge = "Bearer" };
}
