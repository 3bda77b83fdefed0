using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Routing;

namespace TtsOrleans.Grains.Tests.Routing;

public sealed class ContentKeysTests
{
    private static readonly PieceUnits Units = new([1, 2], [3, 4], [5, 6], [7, 8]);
    private static readonly SpeakingStyle Style = new(0, 1, 1f, 1f, 0f);

    [Fact]
    public void Piece_key_changes_with_all_that_decides_about_the_bytes()
    {
        string[] keys =
        [
            ContentKeys.OfPiece("v", "e", false, Style, Units),
            ContentKeys.OfPiece("w", "e", false, Style, Units),
            ContentKeys.OfPiece("v", "f", false, Style, Units),
            ContentKeys.OfPiece("ve", "", false, Style, Units),
            ContentKeys.OfPiece("v", "e", true, Style, Units),
            ContentKeys.OfPiece("v", "e", false, Style with { Speaker = 1 }, Units),
            ContentKeys.OfPiece("v", "e", false, Style with { Emotion = 2 }, Units),
            ContentKeys.OfPiece("v", "e", false, Style with { Intensity = 1.01f }, Units),
            ContentKeys.OfPiece("v", "e", false, Style with { Rate = 1.01f }, Units),
            ContentKeys.OfPiece("v", "e", false, Style with { Pitch = -0.01f }, Units),
            ContentKeys.OfPiece("v", "e", false, Style, Units with { Sy = [1, 3] }),
            ContentKeys.OfPiece("v", "e", false, Style, Units with { Tone = [3, 5] }),
            ContentKeys.OfPiece("v", "e", false, Style, Units with { SyllableFlag = [5, 7] }),
            ContentKeys.OfPiece("v", "e", false, Style, Units with { WordSegment = [7, 9] }),
            ContentKeys.OfPiece("v", "e", false, Style, new([1, 2, 3], [4], [5, 6], [7, 8])),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
    }

    [Fact]
    public void Numbers_are_rounded_to_hundredths()
    {
        var rounded = ContentKeys.Rounded(new(0, 0, 0.999f, 1.2345f, -0.004f));
        Assert.Equal(new SpeakingStyle(0, 0, 1f, 1.23f, 0f), rounded);
        Assert.Equal(
            ContentKeys.OfPiece("v", "e", false, Style with { Rate = 1.2345f }, Units),
            ContentKeys.OfPiece("v", "e", false, Style with { Rate = 1.23f }, Units));
    }

    [Fact]
    public void Plan_key_changes_with_text_style_voice_and_front_end()
    {
        string[] keys =
        [
            ContentKeys.OfPlan("1", "v", "e", Style, "你好"),
            ContentKeys.OfPlan("2", "v", "e", Style, "你好"),
            ContentKeys.OfPlan("1", "w", "e", Style, "你好"),
            ContentKeys.OfPlan("1", "v", "f", Style, "你好"),
            ContentKeys.OfPlan("1", "v", "e", Style with { Emotion = 3 }, "你好"),
            ContentKeys.OfPlan("1", "v", "e", Style, "你好 "),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}
