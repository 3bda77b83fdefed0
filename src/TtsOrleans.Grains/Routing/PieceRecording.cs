using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;

namespace TtsOrleans.Grains.Routing;

/// <summary>Gathers a piece as it passes by, by reference.</summary>
internal sealed class PieceRecording
{
    private readonly ImmutableArray<byte[]>.Builder _chunks = ImmutableArray.CreateBuilder<byte[]>();
    private PieceHeader? _header;

    public void Take(PieceItem item)
    {
        if (item is PieceHeader header)
        {
            _header = header;
        }
        else if (item is PieceAudio audio)
        {
            _chunks.Add(audio.Pcm);
        }
    }

    /// <summary>The whole piece; only behind its end.</summary>
    public CachedAudio ToAudio() => new(_header!.Durations, _header.Hop, _chunks.ToImmutable());
}
