using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>Made-up speech whose every sample is known, delivered as a router would from any position.</summary>
internal sealed class FakeSpeech(int pieces, int samplesPerPiece, int samplesPerChunk = 1000)
{
    public int Pieces => pieces;

    /// <summary>All samples as bytes.</summary>
    public byte[] Pcm { get; } = MakePcm(pieces * samplesPerPiece);

    /// <summary>The items from a position to the end.</summary>
    public IEnumerable<SpeechItem> From(SpeechPosition from)
    {
        for (var piece = from.Piece; piece < pieces; piece++)
        {
            yield return new PieceStarted(piece, piece * 3, 3, samplesPerPiece, CacheOutcome.Miss, []);
            for (var sample = piece == from.Piece ? (int)from.Sample : 0; sample < samplesPerPiece; sample += samplesPerChunk)
            {
                var count = Math.Min(samplesPerChunk, samplesPerPiece - sample);
                var start = ((piece * samplesPerPiece) + sample) * 2;
                yield return new AudioChunk(piece, sample, Pcm[start..(start + (count * 2))]);
            }
        }

        yield return new SpeechEnded(pieces, Pcm.Length / 2);
    }

    private static byte[] MakePcm(int samples)
    {
        var pcm = new byte[samples * 2];
        new Random(samples).NextBytes(pcm);
        return pcm;
    }
}
