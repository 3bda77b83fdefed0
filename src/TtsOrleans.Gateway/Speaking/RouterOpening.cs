using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Streams;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>
/// Opens streams of speech. A router that does not answer at once is not waited for alone: one on another silo is asked besides, and the first
/// to answer is read. So a silo that stands still costs those who begin half a second, and not all they may wait.
/// </summary>
internal sealed partial class RouterOpening(SpeechRouters routers, RouterChoice choice, SpeechRequest request, SpeakingOptions options, TimeProvider time, ILogger logger)
{
    // A batch is one message: at most 2 MB, and a short cached text whole.
    private const int BatchSize = 32;

    // A router answers before it reads or makes anything: within milliseconds.
    private static readonly TimeSpan s_alone = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens a stream that has answered: its first item is there, or its failure.</summary>
    /// <param name="key">The first router to ask.</param>
    /// <param name="from">Where the speech goes on.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="TimeoutException">No router answered in time.</exception>
    public async ValueTask<RouterStream> OpenAsync(int key, SpeechPosition from, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(options.AnswerSeconds);
        var first = Open(key, from, cancellationToken);
        RouterStream? second = null;
        try
        {
            if (await first.AnswersAsync(s_alone, cancellationToken))
            {
                return first;
            }

            choice.Slow(key);
            second = Open(choice.Elsewhere(key), from, cancellationToken);
            var answers = new[] { AnswerAsync(first, patience - s_alone, cancellationToken), AnswerAsync(second, patience, cancellationToken) };
            var quick = await Task.WhenAny(answers);
            var chosen = await quick ?? await (quick == answers[0] ? answers[1] : answers[0]) ?? throw new TimeoutException($"No router answered within {patience}.");
            var (other, answer) = chosen == first ? (second, answers[1]) : (first, answers[0]);
            _ = LeaveAsync(other, answer);
            return chosen;
        }
        catch
        {
            first.Abandon(logger);
            second?.Abandon(logger);
            throw;
        }
    }

    private RouterStream Open(int key, SpeechPosition from, CancellationToken cancellationToken) =>
        new(key, ClusterStream<SpeechItem>.Open(token => routers(key).Speak(request, from, token).WithBatchSize(BatchSize), cancellationToken), choice, time);

    private async Task<RouterStream?> AnswerAsync(RouterStream stream, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (await stream.AnswersAsync(patience, cancellationToken))
        {
            return stream;
        }

        choice.Silent(stream.Key);
        return null;
    }

    /// <summary>Hears whether the slower one lives, and lets it go.</summary>
    private async Task LeaveAsync(RouterStream slower, Task<RouterStream?> answer)
    {
        try
        {
            if (await answer is not null)
            {
                await slower.NextAsync(TimeSpan.Zero, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            // It failed, or the request ended meanwhile: nobody waits for it any more.
            LogNotNeeded(logger, slower.Key, exception.GetType().Name, exception.Message);
        }

        slower.Abandon(logger);
    }

    [LoggerMessage(1204, LogLevel.Debug, "The router {Key}, which was slower than another, failed: {Kind}: {Reason}")]
    private static partial void LogNotNeeded(ILogger logger, int key, string kind, string reason);
}
