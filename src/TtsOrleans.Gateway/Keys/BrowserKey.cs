using System.Security.Cryptography;
using System.Text;

namespace TtsOrleans.Gateway.Keys;

/// <summary>
/// What a browser shows instead of a key where it follows a link and cannot send a header: a cookie made from the key, which says nothing of it.
/// Only pages to look at take it: were it good for the API, other sites could make a browser call that.
/// </summary>
internal static class BrowserKey
{
    private const string Cookie = "tts-key";

    private static readonly PathString[] Pages = ["/dashboard", "/docs", "/openapi", "/metrics"];

    /// <summary>Whether <paramref name="path"/> is a page to look at.</summary>
    public static bool Opens(PathString path) => Array.Exists(Pages, page => path.StartsWithSegments(page));

    /// <summary>The cookie's value for a key.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"tts-key:{key}")));

    /// <summary>The value the browser sent; null: none, or not to a page.</summary>
    public static string? Presented(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && Opens(request.Path) ? request.Cookies[Cookie] : null;

    /// <summary>Lets the browser remember the key until it is closed.</summary>
    public static void Remember(HttpContext context, string key) => context.Response.Cookies.Append(Cookie, Of(key), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    });
}
