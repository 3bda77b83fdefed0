using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Routing;

[Collection(TwoSilosCollection.Name)]
public sealed class SpeechRouterTests(TwoSilos silos)
{
    [Fact]
    public async Task Speak_gives_all_pieces_in_order_and_covers_the_text()
    {
        var heard = await Heard.ListenAsync(silos.Grains, RealSpeech.Voice.Request(Texts.Hundred, emotion: 1));
        Assert.Equal(4, heard.Pieces.Count);
        Assert.Equal(heard.Pieces.Count, heard.Ended!.Pieces);
        Assert.Equal(heard.Pcm.Length / 2, heard.Ended.Samples);
        Assert.Equal(heard.Pieces.Sum(piece => piece.Samples), heard.Ended.Samples);
        Assert.Equal(Texts.Hundred.Length, heard.Pieces.Sum(piece => piece.Length));
        Assert.All(heard.Pieces, piece => Assert.Empty(piece.Words));
        Assert.Contains(heard.Pcm, sample => sample != 0);
    }

    [Fact]
    public async Task Speak_again_comes_from_memory_without_text_work_or_synthesis()
    {
        var request = RealSpeech.Voice.Request(Texts.Hundred, emotion: 2);
        using var meter = new MeterReadings(silos.Cluster);
        var first = await Heard.ListenAsync(silos.Grains, request, router: 5);
        var (read, made) = (meter.Sum("tts.text.pieces"), meter.Sum("tts.synthesis.pieces"));
        Assert.Equal(4, read);
        Assert.Equal(4, made);

        var again = await Heard.ListenAsync(silos.Grains, request, router: 5);
        Assert.Equal(first.Pcm, again.Pcm);
        Assert.All(again.Pieces, piece => Assert.Equal(CacheOutcome.Hit, piece.Cache));
        Assert.Equal(read, meter.Sum("tts.text.pieces"));
        Assert.Equal(made, meter.Sum("tts.synthesis.pieces"));
    }

    [Fact]
    public async Task Speak_from_any_position_gives_exactly_the_rest()
    {
        var request = RealSpeech.Voice.Request(Texts.Hundred, emotion: 3);
        var whole = await Heard.ListenAsync(silos.Grains, request);
        var random = new Random(11);
        var fresh = RealSpeech.Voice.Request(Texts.Hundred, emotion: 4);
        var freshWhole = (await Heard.ListenAsync(silos.Grains, fresh, new(1, 777))).Pieces;
        Assert.Equal([1, 2, 3], freshWhole.Select(piece => piece.Index));

        for (var round = 0; round < 20; round++)
        {
            var piece = random.Next(whole.Pieces.Count);
            var sample = round < 4 ? round % 2 == 0 ? 0 : whole.Pieces[piece].Samples : random.NextInt64(whole.Pieces[piece].Samples);
            var skipped = whole.Pieces.Take(piece).Sum(before => before.Samples) + sample;
            var rest = await Heard.ListenAsync(silos.Grains, request, new SpeechPosition(piece, sample), router: random.Next(ISpeechRouter.Keys));
            Assert.True(whole.Pcm.AsSpan((int)skipped * 2).SequenceEqual(rest.Pcm), $"from {piece}, {sample}");
            Assert.Equal(whole.Ended!.Pieces, rest.Ended!.Pieces);
            Assert.Equal(whole.Ended.Samples - skipped, rest.Ended.Samples);
        }
    }

    [Fact]
    public async Task Speak_from_behind_the_last_piece_ends_at_once()
    {
        var request = RealSpeech.Voice.Request("你好。");
        Assert.Equal(new SpeechEnded(1, 0), (await Heard.ListenAsync(silos.Grains, request, new(1, 0))).Ended);
    }

    [Fact]
    public async Task Speak_from_behind_a_pieces_end_fails()
    {
        var request = RealSpeech.Voice.Request("你好。");
        await Assert.ThrowsAsync<SpeechFailedException>(() => Heard.ListenAsync(silos.Grains, request, new(0, 1 << 30)));
        await Heard.ListenAsync(silos.Grains, request);
        await Assert.ThrowsAsync<SpeechFailedException>(() => Heard.ListenAsync(silos.Grains, request, new(0, 1 << 30)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\t")]
    [InlineData("。！？……")]
    [InlineData("🎉🎉")]
    public async Task Speak_text_with_nothing_to_read_ends_with_no_pieces(string text)
    {
        var heard = await Heard.ListenAsync(silos.Grains, RealSpeech.Voice.Request(text));
        Assert.Equal(new SpeechEnded(0, 0), heard.Ended);
    }

    [Fact]
    public async Task Speak_voice_of_another_version_is_gone()
    {
        var request = new VoiceReference("lanshan", new string('0', 64)).Request("你好。");
        await Assert.ThrowsAsync<VoiceGoneException>(() => Heard.ListenAsync(silos.Grains, request));
    }

    [Theory]
    [InlineData(-1, 0, 1, 1, 0)]
    [InlineData(0, 99, 1, 1, 0)]
    [InlineData(0, 0, -1, 1, 0)]
    [InlineData(0, 0, 1, 100, 0)]
    [InlineData(0, 0, 1, 1, float.NaN)]
    public async Task Speak_style_beyond_the_voice_fails_typed(int speaker, int emotion, float intensity, float rate, float pitch)
    {
        var request = RealSpeech.Voice.Request("这句话说不出来。") with { Style = new(speaker, emotion, intensity, rate, pitch) };
        await Assert.ThrowsAsync<SpeechFailedException>(() => Heard.ListenAsync(silos.Grains, request));
    }

    [Fact]
    public async Task Speak_with_timings_times_words_and_characters_within_the_piece()
    {
        var heard = await Heard.ListenAsync(silos.Grains, RealSpeech.Voice.Request(Texts.Hundred, emotion: 5, timings: true));
        foreach (var piece in heard.Pieces)
        {
            Assert.NotEmpty(piece.Words);
            var before = 0L;
            foreach (var word in piece.Words)
            {
                Assert.InRange(word.Start, piece.Start, piece.Start + piece.Length - word.Length);
                Assert.InRange(word.Begin, before, piece.Samples);
                Assert.InRange(word.End, word.Begin + 1, piece.Samples);
                Assert.Equal(word.Begin, word.Characters[0].Begin);
                Assert.Equal(word.End, word.Characters[^1].End);
                before = word.End;
            }
        }

        var spoken = string.Concat(heard.Pieces.SelectMany(piece => piece.Words).SelectMany(word => word.Characters).Select(character => Texts.Hundred.Substring(character.Start, character.Length)));
        Assert.Equal(string.Concat(Texts.Hundred.Where(char.IsLetter)), spoken);
    }

    [Fact]
    public async Task Speak_first_piece_alone_is_cut_for_a_fast_first_sound()
    {
        const string sentence = "这是一个用来测试的句子。";
        var heard = await Heard.ListenAsync(silos.Grains, RealSpeech.Voice.Request(sentence + sentence));
        var chunks = new List<AudioChunk>();
        await foreach (var item in silos.Grains.GetGrain<ISpeechRouter>(0).Speak(RealSpeech.Voice.Request(sentence + sentence), default))
        {
            if (item is AudioChunk chunk)
            {
                chunks.Add(chunk);
            }
        }

        Assert.Equal(2, heard.Pieces.Count);
        Assert.Equal(24 * 300 * 2, chunks.First(chunk => chunk.Piece == 0).Pcm.Length);
        Assert.Equal(64 * 1024, chunks.First(chunk => chunk.Piece == 1).Pcm.Length);
    }
}
