using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>What a listener heard of one stream.</summary>
internal sealed class Heard(SpeechPosition from = default)
{
    private readonly List<byte[]> _chunks = [];
    private readonly Changes _changes = new();

    public List<PieceStarted> Pieces { get; } = [];

    public SpeechEnded? Ended { get; private set; }

    public int Heartbeats { get; private set; }

    public byte[] Pcm => [.. _chunks.SelectMany(chunk => chunk)];

    /// <summary>Where a stream that broke off here is to be opened again.</summary>
    public SpeechPosition Reached { get; private set; } = from;

    /// <summary>Ends with the first audio.</summary>
    public Task UntilSoundAsync() => _changes.UntilAsync("something is heard", () => Reached.Sample > 0);

    /// <summary>Hears an item, and holds the stream to its contract.</summary>
    public void Hear(SpeechItem item)
    {
        Assert.Null(Ended);
        switch (item)
        {
            case PieceStarted piece:
                if (Reached.Piece != piece.Index)
                {
                    Assert.Equal(Pieces.Count == 0 ? piece.Index : Reached.Piece + 1, piece.Index);
                    Assert.True(Pieces.Count == 0 || Reached.Sample == Pieces[^1].Samples);
                    Reached = new(piece.Index, 0);
                }

                Pieces.RemoveAll(known => known.Index == piece.Index);
                Pieces.Add(piece);
                break;
            case AudioChunk chunk:
                Assert.Equal(Reached, new SpeechPosition(chunk.Piece, chunk.Sample));
                Assert.InRange(chunk.Pcm.Length, 2, 64 * 1024);
                _chunks.Add(chunk.Pcm);
                Reached = new(chunk.Piece, chunk.Sample + (chunk.Pcm.Length / 2));
                _changes.Tell();
                break;
            case SpeechEnded ended:
                Ended = ended;
                break;
            case SpeechOpened:
                break;
            case Heartbeat:
                Heartbeats++;
                break;
            default:
                Assert.Fail($"Unknown item {item}.");
                break;
        }
    }

    /// <summary>Listens to a request to its end.</summary>
    public static async Task<Heard> ListenAsync(IGrainFactory grains, SpeechRequest request, SpeechPosition from = default, int router = 0, CancellationToken cancellationToken = default)
    {
        var heard = new Heard(from);
        await foreach (var item in grains.GetGrain<ISpeechRouter>(router).Speak(request, from, cancellationToken).WithBatchSize(8))
        {
            heard.Hear(item);
        }

        Assert.NotNull(heard.Ended);
        return heard;
    }
}
