using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>What all answers with audio say about themselves.</summary>
internal static class AnswerHeaders
{
    /// <summary>A name for the file; a link plays in the browser, a post is a download.</summary>
    public static void Describe(HttpContext context, SpeakingOrder order)
    {
        var disposition = HttpMethods.IsPost(context.Request.Method) ? "attachment" : "inline";
        context.Response.Headers.ContentDisposition = $"{disposition}; filename=speech{order.Format.Extension}";
        context.Response.Headers.Vary = "Accept";
    }

    /// <summary>An answer that is made while it is sent: nothing on the way may keep or hold it.</summary>
    public static void Stream(HttpContext context, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Response.Headers.Vary = "Accept";
    }

    /// <summary>
    /// A player may read as slowly as it plays; only a client that takes nothing at all for <paramref name="idle"/> loses its connection.
    /// </summary>
    /// <remarks>The server allows each write the grace period, however little was read before: the rate only has to be out of the way.</remarks>
    public static void AllowSlowReading(HttpContext context, TimeSpan idle)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new MinDataRate(bytesPerSecond: 1_000_000, gracePeriod: idle);
        }
    }
}
