using System.Text.Json;
using Microsoft.Extensions.Options;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Gateway.Voices;
using TtsOrleans.Grains.Rehearsing;

namespace TtsOrleans.Gateway.Rehearsing;

/// <summary>
/// Answers requests of nobody in each form an answer has, as soon as the cluster has a voice and before the gateway counts as ready:
/// what runs for the first time is compiled first. In embedded mode the port opens behind it.
/// </summary>
internal sealed partial class GatewayRehearsal(
    VoiceCatalog voices,
    SpeakingEndpoint endpoint,
    IServiceScopeFactory scopes,
    IOptions<HostOptions> host,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<GatewayRehearsal> logger) : BackgroundService
{
    /// <summary>A cluster that answers slower than this is taken as it is.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>The port opens even if no voice comes: somebody may want to ask how the gateway is.</summary>
    private static readonly TimeSpan LimitOfStart = TimeSpan.FromSeconds(30);

    private static readonly (string Accept, bool Stream)[] Forms = [("*/*", true), ("*/*", false), (EventAnswer.MediaType, true)];

    private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the gateway may be given work: whether it got through.</summary>
    public Task<bool> Over => _over.Task;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);

        // Where services start one after the other the silo is there already, and the server is not yet.
        if (!host.Value.ServicesStartConcurrently)
        {
            await Task.WhenAny(Over, Task.Delay(LimitOfStart, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await voices.First.WaitAsync(stoppingToken);
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            foreach (var (accept, stream) in Forms)
            {
                await AnswerAsync(accept, stream, either.Token);
            }

            var elapsed = time.GetElapsedTime(started);
            LogRehearsed(logger, elapsed);
            _over.TrySetResult(true);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // Callers will hear of it if it was more than bad luck.
            LogNotRehearsed(logger, fault);
        }
        finally
        {
            _over.TrySetResult(false);
        }
    }

    private async Task AnswerAsync(string accept, bool stream, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { text = SiloRehearsal.Text(), stream });
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers.Accept = accept;
        await endpoint.RehearseAsync(context);
    }
}
