using System.Collections.Concurrent;
using System.Diagnostics;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>Clients that ask without a pause, a bounded number of them, each at the next gateway in turn, and keep every answer.</summary>
public sealed class CheckedLoad : IAsyncDisposable
{
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly Changes _changes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SpeechAsker _asker = new();
    private readonly IReadOnlyList<NodeProcess> _gateways;
    private readonly RequestMix _mix;
    private readonly TimeSpan _spare;
    private readonly Task _clients;

    private CheckedLoad(IReadOnlyList<NodeProcess> gateways, RequestMix mix, int clients, TimeSpan spare)
    {
        _gateways = gateways;
        _mix = mix;
        _spare = spare;
        _clients = Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => AskOnAndOnAsync(client))));
    }

    /// <summary>All answers so far, by their ends.</summary>
    public IReadOnlyList<Answer> Answers => [.. _answers];

    /// <summary>Begins to ask.</summary>
    /// <param name="gateways">Whom.</param>
    /// <param name="mix">What for.</param>
    /// <param name="clients">Requests at a time.</param>
    /// <param name="spare">How long a request may take beyond the length of its speech.</param>
    public static CheckedLoad Start(IReadOnlyList<NodeProcess> gateways, RequestMix mix, int clients, TimeSpan spare) =>
        new(gateways, mix, clients, spare);

    /// <summary>Ends once a text of each length was answered whole.</summary>
    /// <exception cref="TimeoutException">One was not in that time.</exception>
    public Task UntilAllLengthsAsync(TimeSpan patience) => _changes.UntilAsync(
        "a text of each length was answered",
        () => !RequestMix.Lengths.Except(from answer in _answers where answer.Kind == AnswerKind.Whole select answer.Request.Text.Length).Any(),
        patience);

    /// <summary>Asks for no more, and waits for the answers that are due.</summary>
    public async Task<IReadOnlyList<Answer>> StopAsync()
    {
        await _stop.CancelAsync();
        await _clients;
        return Answers;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _asker.Dispose();
        _stop.Dispose();
    }

    private async Task AskOnAndOnAsync(int client)
    {
        for (var turn = client; !_stop.IsCancellationRequested; turn++)
        {
            var request = _mix.Next();
            var streamed = turn % 2 == 0;
            var deadline = request.Deadline(_spare);
            var asked = Stopwatch.GetTimestamp();
            for (var gateway = turn / 2; Stopwatch.GetElapsedTime(asked) < deadline; gateway++)
            {
                var answer = await _asker.AskAsync(_gateways[gateway % _gateways.Count], request, streamed, deadline);
                _answers.Enqueue(answer);
                _changes.Tell();
                if (answer.Kind is AnswerKind.Whole or AnswerKind.Hung or AnswerKind.Refused || _stop.IsCancellationRequested)
                {
                    // What a refusal advises, but not so long that nobody would see the service come back.
                    await Task.Delay(answer.RetryAfter is null ? TimeSpan.Zero : TimeSpan.FromSeconds(0.5));
                    break;
                }

                // The gateway is gone: the same again at the next one, as a balancer in front of them does.
                await Task.Delay(50);
            }
        }
    }
}
