using System.Collections.Immutable;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Rendering;

public sealed class ChapterReaderTests
{
    private static readonly ImmutableArray<JobParagraph> Text =
    [
        new("你好。再见！\n", new(0, 1)),
        new("——\n", new(0, 0)),
        new("我去过2次。", new(0, 2, 0.5f, 1.2f, -1)),
    ];

    [Fact]
    public void Sentences_have_their_place_in_the_chapter_and_the_style_of_their_paragraph()
    {
        var reading = Read(Text);
        Assert.Empty(reading.Unreadable);
        Assert.Equal([(0, "你好。"), (3, "再见！\n"), (10, "我去过2次。")], reading.Pieces.Select(piece => (piece.Start, piece.Text)));
        Assert.Equal([Text[0].Style, Text[0].Style, Text[2].Style], reading.Pieces.Select(piece => piece.Order.Style));
        Assert.All(reading.Pieces, piece => Assert.Equal((SpeechPriority.Job, false), (piece.Order.Priority, piece.Order.FastFirst)));
        Assert.All(reading.Pieces, piece => Assert.Equal(piece.Order.Units.Sy.Length - 1, piece.SpeechUnits));
    }

    [Fact]
    public void What_is_settled_is_left_out() =>
        Assert.Equal(["你好。", "我去过2次。"], Read(Text, new StoredSentence(3, 4, 1, 1)).Pieces.Select(piece => piece.Text));

    [Fact]
    public void What_another_release_cut_elsewhere_is_neither_spoken_twice_nor_lost()
    {
        // 好。再 was one sentence then.
        var reading = Read(Text, new StoredSentence(1, 3, 1, 1));
        Assert.Equal([(0, "你"), (4, "见！\n"), (10, "我去过2次。")], reading.Pieces.Select(piece => (piece.Start, piece.Text)));
    }

    [Fact]
    public void Style_that_the_voice_has_not_is_an_error_of_each_sentence()
    {
        var reading = Read([new("你好。再见！", new(0, 99)), new("好。", new(0, 0))]);
        Assert.Equal("好。", Assert.Single(reading.Pieces).Text);
        Assert.Equal([(4, 0, 3), (4, 3, 3)], reading.Unreadable.Select(error => (error.Error.Chapter, error.Error.Start, error.Length)));
        Assert.All(reading.Unreadable, error => Assert.Contains("emotion 99", error.Error.Message, StringComparison.Ordinal));
    }

    private static ChapterReading Read(ImmutableArray<JobParagraph> text, params StoredSentence[] settled) => ChapterReader.Read(
        RealSpeech.FrontEnd, 4, text, settled, RealSpeech.Voices.Default, "engine", CancellationToken.None);
}
