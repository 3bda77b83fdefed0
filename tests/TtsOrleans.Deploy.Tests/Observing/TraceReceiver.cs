using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TtsOrleans.Deploy.Tests.Observing;

/// <summary>A collector of traces, OTLP over HTTP with protobuf.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Span> _spans = [];
    private WebApplication? _app;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app!.Urls.First());

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/traces", TakeAsync);
        await _app.StartAsync();
    }

    /// <summary>The spans of a trace, once they are enough.</summary>
    public async Task<IReadOnlyList<Span>> WaitForAsync(string trace, Func<IReadOnlyList<Span>, bool> enough, TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        while (true)
        {
            List<Span> found;
            Task news;
            lock (_gate)
            {
                found = _spans.FindAll(span => span.Trace == trace);
                news = _news.Task;
            }

            if (enough(found) || over.IsCancellationRequested)
            {
                return found;
            }

            await news.WaitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var spans = Read(body.ToArray());
        lock (_gate)
        {
            _spans.AddRange(spans);
            _news.SetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>ExportTraceServiceRequest → ResourceSpans → ScopeSpans → Span.</summary>
    private static List<Span> Read(byte[] request) =>
    [
        .. from resource in Messages(request, 1)
           let attributes = Messages(resource, 1).SelectMany(each => Messages(each, 1)).Select(ProtobufField.Read).ToDictionary(each => each[0].Text, ValueOf)
           from scope in Messages(resource, 2)
           from span in Messages(scope, 2)
           let fields = ProtobufField.Read(span).ToLookup(field => field.Number)
           select new Span(
               attributes["service.name"],
               attributes["service.instance.id"],
               fields[1].Single().Hex,
               fields[2].Single().Hex,
               fields[4].Select(parent => parent.Hex).FirstOrDefault(""),
               fields[5].Single().Text),
    ];

    private static string ValueOf(List<ProtobufField> attribute) => ProtobufField.Read(attribute[1].Value) is [{ Number: 1 } text] ? text.Text : "";

    private static IEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, int number) =>
        ProtobufField.Read(message).Where(field => field.Number == number).Select(field => field.Value);
}
