using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Requests;

/// <summary>Whatever a grain logs on behalf of a request carries that request's id, as the gateway's logs do.</summary>
internal sealed class RequestLogScope(ILogger<RequestLogScope> logger) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => RequestId.Current is { } id ? InvokeAsync(context, id) : context.Invoke();

    private async Task InvokeAsync(IIncomingGrainCallContext context, string id)
    {
        using (logger.BeginScope(new RequestScope(id)))
        {
            await context.Invoke();
        }
    }
}
