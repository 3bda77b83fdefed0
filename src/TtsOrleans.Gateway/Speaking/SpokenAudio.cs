using System.Runtime.CompilerServices;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Telemetry;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>An item of speech with its sound at the volume ordered.</summary>
/// <param name="Item">What the cluster sent.</param>
/// <param name="Sample">Index in the whole audio of the first of <paramref name="Samples"/>.</param>
/// <param name="Samples">16-bit little-endian, mono; at volumes above 1 a few milliseconds behind the item.</param>
internal readonly record struct SpokenItem(SpeechItem Item, long Sample, ReadOnlyMemory<byte> Samples);

/// <summary>The sound of a session at the volume ordered; says afterwards what it was. For one reader, once.</summary>
internal sealed class SpokenAudio(SpeechSession session, SpeakingOrder order, SpeakingMeter meter)
{
    private long _bytes;

    /// <summary>Where the pieces came from, so far.</summary>
    public CacheTally Cache { get; } = new();

    /// <summary>Seconds of sound so far.</summary>
    public double Seconds => (double)_bytes / Pcm16.BytesPerSample / order.Voice.SampleRate;

    /// <summary>Every item of the speech in order.</summary>
    public async IAsyncEnumerable<SpokenItem> ReadItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var volume = new VolumeLimiter(order.Volume, order.Voice.SampleRate);
        await foreach (var item in session.ReadAllAsync(cancellationToken))
        {
            if (item is PieceStarted piece)
            {
                Cache.Add(piece.Cache);
            }

            var samples = item switch
            {
                AudioChunk chunk => volume.Process(chunk.Pcm),
                SpeechEnded => volume.Finish(),
                _ => default,
            };
            if (_bytes == 0 && samples.Length > 0)
            {
                meter.FirstAudio();
            }

            yield return new(item, _bytes / Pcm16.BytesPerSample, samples);
            _bytes += samples.Length;
        }
    }

    /// <summary>The sound alone.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (_, _, samples) in ReadItemsAsync(cancellationToken))
        {
            if (!samples.IsEmpty)
            {
                yield return samples;
            }
        }
    }
}
