using System.Runtime.CompilerServices;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Gateway.Streams;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>Reads recordings from the cluster, and goes on elsewhere at the exact sample when a stream breaks off or falls silent.</summary>
internal sealed partial class RecordingReader(
    JobCalls calls,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<RecordingReader> logger)
{
    // A batch is one message: at most half a megabyte.
    private const int BatchSize = 8;
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    /// <summary>How long no new sample may come before it is given up.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    /// <summary>All samples from one on, exactly as many as the recording has.</summary>
    /// <exception cref="SpeechUnavailableException">No further sample could be had.</exception>
    /// <exception cref="JobRefusedException">The job is gone.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Recording recording, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var skip = fromSample;
        foreach (var (chapter, samples) in recording.Chapters)
        {
            if (skip < samples)
            {
                await foreach (var pcm in ReadChapterAsync(recording.Job, chapter, skip, samples, cancellationToken))
                {
                    yield return pcm;
                }
            }

            skip = Math.Max(0, skip - samples);
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadChapterAsync(
        string job, int chapter, long fromSample, long samples, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sample = fromSample;
        var heard = time.GetTimestamp();
        var pause = TimeSpan.Zero;
        ClusterStream<ChapterAudio>? source = null;
        try
        {
            while (sample < samples)
            {
                ReadOnlyMemory<byte> pcm = default;
                try
                {
                    var from = sample;
                    source ??= ClusterStream<ChapterAudio>.Open(
                        token => calls.AnyReader().ReadAudio(job, chapter, from, token).WithBatchSize(BatchSize), cancellationToken);
                    pcm = Accept(await source.NextAsync(s_silence, time, cancellationToken), sample, samples);
                }
                catch (Exception exception) when (Mends(exception) && !cancellationToken.IsCancellationRequested)
                {
                    source?.Abandon(logger);
                    source = null;
                    LogOpensAgain(logger, job, chapter, sample, exception.GetType().Name, exception.Message);
                    if (time.GetElapsedTime(heard) > s_patience)
                    {
                        throw new SpeechUnavailableException("The audio broke off and could not be continued; try again in a moment.", exception);
                    }
                }

                if (source is null)
                {
                    await Task.Delay(pause, time, cancellationToken);
                    pause = TimeSpan.FromMilliseconds(Math.Min(s_longestPause.TotalMilliseconds, 100 + (2 * pause.TotalMilliseconds)));
                }
                else if (!pcm.IsEmpty)
                {
                    sample += pcm.Length / Pcm16.BytesPerSample;
                    yield return pcm;
                    heard = time.GetTimestamp();
                    pause = TimeSpan.Zero;
                }
            }
        }
        finally
        {
            source?.Abandon(logger);
        }
    }

    /// <summary>What of a chunk is new.</summary>
    /// <exception cref="BrokenSpeechException">It does not follow on what came before.</exception>
    private static ReadOnlyMemory<byte> Accept(ChapterAudio? chunk, long sample, long samples)
    {
        if (chunk is null)
        {
            throw new BrokenSpeechException($"The audio stopped at sample {sample} of {samples}.");
        }

        var end = chunk.Sample + (chunk.Pcm.Length / Pcm16.BytesPerSample);
        if (chunk.Sample > sample || end > samples || chunk.Pcm.Length % Pcm16.BytesPerSample != 0)
        {
            throw new BrokenSpeechException($"Samples {chunk.Sample} to {end} came while {sample} of {samples} was due.");
        }

        return end <= sample ? default : chunk.Pcm.AsMemory((int)((sample - chunk.Sample) * Pcm16.BytesPerSample));
    }

    private static bool Mends(Exception exception) =>
        exception is OrleansException or TimeoutException or EnumerationAbortedException or BrokenSpeechException or SpeechUnavailableException or OperationCanceledException;

    [LoggerMessage(1421, LogLevel.Warning, "The audio of job {Job}, chapter {Chapter}, broke off at sample {Sample} and is opened again: {Kind}: {Reason}")]
    private static partial void LogOpensAgain(ILogger logger, string job, int chapter, long sample, string kind, string reason);
}
