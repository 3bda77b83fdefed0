using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Synthesis.Dispatch;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>
/// Renders sentences of jobs somewhere in the cluster, past the cache: a book would flush it. A full or shrunken cluster is waited out for as
/// long as it takes; only the sentence's own failure counts.
/// </summary>
internal sealed partial class PieceRenderer(
    SynthesisDispatcher dispatcher,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<PieceRenderer> logger)
{
    /// <summary>How often a sentence may fail before it is given up.</summary>
    public const int Attempts = 3;

    /// <summary>Renders a whole sentence: 16-bit little-endian mono.</summary>
    /// <exception cref="SpeechFailedException">It failed each time.</exception>
    public async Task<(StoredSentence Sentence, byte[] Pcm)> RenderAsync(JobPiece piece, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(clock);
        for (var attempt = 1; ;)
        {
            try
            {
                return await RenderOnceAsync(piece, cancellationToken);
            }
            catch (Exception fault) when (fault is SpeechUnavailableException || StreamFault.IsTransient(fault, cancellationToken))
            {
                LogWaits(fault);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(fault, attempt, Attempts);
                if (attempt++ == Attempts)
                {
                    throw new SpeechFailedException(fault.Message, fault);
                }
            }

            await backOff.PauseAsync(cancellationToken);
        }
    }

    private async Task<(StoredSentence, byte[])> RenderOnceAsync(JobPiece piece, CancellationToken cancellationToken)
    {
        PieceHeader? header = null;
        using var pcm = new MemoryStream();
        await foreach (var item in dispatcher.Synthesize(piece.Order, 0, cancellationToken))
        {
            if (item is PieceHeader first)
            {
                header = first;
            }
            else if (item is PieceAudio audio)
            {
                pcm.Write(audio.Pcm);
            }
        }

        var samples = pcm.Length / SampleSkip.SampleBytes;
        var frames = header!.Durations.Sum(unit => (long)unit);
        if (samples != frames * header.Hop)
        {
            throw new SpeechFailedException($"A piece of {frames * header.Hop} samples came as {samples}.");
        }

        var speech = header.Durations.Take(piece.SpeechUnits).Sum(unit => (long)unit) * header.Hop;
        return (new(piece.Start, piece.Text.Length, samples, speech), pcm.ToArray());
    }
}
