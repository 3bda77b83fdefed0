using TtsOrleans.Hosting.Requests;

namespace TtsOrleans.Gateway.Requests;

/// <summary>Gives every request a name: in the answer's <c>X-Request-Id</c>, in the gateway's logs and in those of the grains that serve it.</summary>
internal static class RequestsRoom
{
    /// <summary>Used before all others, so that whatever they log or answer carries it.</summary>
    public static void UseRequestIds(this WebApplication app) => app.Use(async (context, next) =>
    {
        var id = RequestId.Of(context.Request.Headers[RequestId.Header]);
        context.TraceIdentifier = id;
        context.Response.OnStarting(Tell, context);
        RequestId.Begin(id);
        using (app.Logger.BeginScope(new RequestScope(id)))
        {
            await next(context);
        }
    });

    // Only now: an answer that becomes a problem loses the headers it had before.
    private static Task Tell(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers[RequestId.Header] = context.TraceIdentifier;
        return Task.CompletedTask;
    }
}
