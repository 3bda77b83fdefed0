using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.Features;

namespace TtsOrleans.Gateway.Keys;

/// <summary>Asks somebody who follows a link in a browser for a key, once: <c>POST /key</c> takes it and leads on.</summary>
internal static class KeyForm
{
    /// <summary>Where the form is sent.</summary>
    public static readonly PathString Address = "/key";

    private const int MaxBody = 4096;

    /// <summary>Whether the answer will be looked at by a person.</summary>
    public static bool Helps(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && BrowserKey.Opens(request.Path)
        && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html");

    /// <summary>Answers 401 with the form.</summary>
    public static async Task AskAsync(HttpContext context, string to, string? complaint = null)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>TtsOrleans: API key</title>
            <form method="post" action="{Address}">
              <p><label>API key <input name="key" type="password" autocomplete="current-password" required autofocus></label>
              <input name="to" type="hidden" value="{HtmlEncoder.Default.Encode(to)}">
              <button>Go on</button>
              <p>{HtmlEncoder.Default.Encode(complaint ?? "This page asks for one of the keys of the service.")}
            </form>
            </html>
            """,
            context.RequestAborted);
    }

    /// <summary>Takes the form: 303 to the page with the cookie, or the form again.</summary>
    public static async Task TakeAsync(HttpContext context, ApiKeys keys)
    {
        BodyLimit(context);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var (key, to) = (form["key"].ToString().Trim(), form["to"].ToString());

        // Never to another host: only the pages that the cookie opens.
        var page = to.StartsWith('/') && Uri.IsWellFormedUriString(to, UriKind.Relative) && BrowserKey.Opens(new PathString(to)) ? to : "/docs";
        if (keys.Find(key) is null)
        {
            await AskAsync(context, page, "This key is not known here.");
            return;
        }

        BrowserKey.Remember(context, key);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = page;
    }

    private static void BodyLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBody;
        }
    }
}
