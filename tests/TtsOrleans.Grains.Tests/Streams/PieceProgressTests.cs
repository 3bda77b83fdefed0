using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Tests.Streams;

public sealed class PieceProgressTests
{
    private static readonly PieceHeader Header = new([4, 6], 100, CacheOutcome.Miss);

    [Fact]
    public void Take_streams_broken_anywhere_gives_every_byte_once()
    {
        var random = new Random(7);
        var whole = new byte[2000];
        random.NextBytes(whole);
        for (var round = 0; round < 200; round++)
        {
            var from = random.Next(0, 1000);
            var progress = new PieceProgress(from);
            var heard = new List<byte>();
            while (!progress.Ended)
            {
                var items = Stream(whole, random).ToList();
                foreach (var item in items.Take(random.Next(items.Count + 3)))
                {
                    if (progress.Take(item) is PieceAudio audio)
                    {
                        heard.AddRange(audio.Pcm);
                    }
                }
            }

            Assert.Equal(whole.AsSpan(from * 2).ToArray(), heard);
        }
    }

    [Fact]
    public void Take_header_of_another_shape_fails()
    {
        var progress = new PieceProgress(0);
        progress.Take(Header);
        Assert.Throws<SpeechFailedException>(() => progress.Take(Header with { Durations = [5, 5] }));
    }

    [Fact]
    public void Take_gap_fails()
    {
        var progress = new PieceProgress(0);
        progress.Take(Header);
        Assert.Throws<SpeechFailedException>(() => progress.Take(new PieceAudio(1, new byte[2])));
    }

    [Fact]
    public void Take_end_too_early_fails()
    {
        var progress = new PieceProgress(0);
        progress.Take(Header);
        progress.Take(new PieceAudio(0, new byte[20]));
        Assert.Throws<SpeechFailedException>(() => progress.Take(new PieceEnded(1000)));
    }

    private static IEnumerable<PieceItem> Stream(byte[] whole, Random random)
    {
        yield return Header;
        for (var sample = 0; sample < whole.Length / 2;)
        {
            var samples = Math.Min(random.Next(1, 300), (whole.Length / 2) - sample);
            yield return new PieceAudio(sample, whole.AsSpan(sample * 2, samples * 2).ToArray());
            sample += samples;
            yield return new PieceHeartbeat();
        }

        yield return new PieceEnded(whole.Length / 2);
    }
}
