using Microsoft.Extensions.Options;
using TtsOrleans.Gateway.Admission;

namespace TtsOrleans.Gateway.Stopping;

/// <summary>
/// Lets answers under way come to their end before anything stops; meanwhile new requests are refused with 503 and the gateway is not ready.
/// A silo in the same process begins to drain behind it.
/// </summary>
internal sealed partial class GatewayDrain(AdmissionControl admission, IOptions<StoppingOptions> options, ILogger<GatewayDrain> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _cut = new();

    /// <summary>Raised when answers under way have had their time.</summary>
    public CancellationToken Cut => _cut.Token;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogStopping(logger, admission.Idle ? "nothing is" : "answers are");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(Math.Max(options.Value.AnswerSeconds, options.Value.LingerSeconds)));
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Value.LingerSeconds), limit.Token);
            while (!admission.Idle)
            {
                await Task.Delay(s_look, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            LogCut(logger);
            await _cut.CancelAsync();
        }
    }

    public void Dispose() => _cut.Dispose();

    [LoggerMessage(1401, LogLevel.Information, "Stopping: new requests are refused; {What} under way")]
    private static partial void LogStopping(ILogger logger, string what);

    [LoggerMessage(1402, LogLevel.Warning, "Answers took longer than a stop may; they are broken off")]
    private static partial void LogCut(ILogger logger);
}
