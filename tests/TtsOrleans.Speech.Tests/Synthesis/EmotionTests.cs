using System.Collections.Immutable;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Tests.Voices;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>Emotions are audible facts: over ten sentences each differs from neutral as it was trained to, by at least half.</summary>
public sealed class EmotionTests : IClassFixture<VoiceFixture>, IDisposable
{
    private readonly VoiceFixture _fixture;
    private readonly ProsodyMeter _meter;
    private readonly ImmutableArray<ImmutableArray<SpeechUnit>> _sentences;

    public EmotionTests(VoiceFixture fixture)
    {
        _fixture = fixture;
        _meter = new ProsodyMeter(fixture.Voice);
        _sentences = [.. File.ReadLines(RepositoryTree.Fixture("sentences.tsv")).Select(line => Units(line.Split('\t')[1]))];
    }

    public void Dispose() => _meter.Dispose();

    [Theory]
    [InlineData("happy", 0.93, 3.4, 1.40, 2.5)]
    [InlineData("angry", 0.88, 2.8, 1.50, 4.0)]
    [InlineData("sad", 1.22, -1.5, 0.60, -4.0)]
    [InlineData("fear", 0.90, 4.5, 0.80, -1.5)]
    [InlineData("surprise", 0.97, 4.0, 1.65, 2.0)]
    [InlineData("hate", 1.17, -2.0, 0.90, 0.5)]
    [InlineData("gentle", 1.09, -0.5, 0.82, -3.0)]
    public void Speak_WithEmotion_DiffersFromNeutralAsTrained(string emotion, double duration, double shift, double range, double level)
    {
        Assert.Equal(10, _sentences.Length);
        foreach (var speaker in _fixture.Voice.Manifest.Speakers)
        {
            var pairs = _sentences.Select(units => (Neutral: Measure(units, speaker.Id, "neutral"), Other: Measure(units, speaker.Id, emotion))).ToList();

            AtLeastHalf(duration - 1, Median(pairs.Select(pair => (pair.Other.Seconds / pair.Neutral.Seconds) - 1)), $"{speaker.Name} {emotion}: duration");
            AtLeastHalf(shift, Median(pairs.Select(pair => pair.Other.Pitch - pair.Neutral.Pitch)), $"{speaker.Name} {emotion}: F0 shift");
            AtLeastHalf(range - 1, Median(pairs.Select(pair => (pair.Other.Range / pair.Neutral.Range) - 1)), $"{speaker.Name} {emotion}: F0 range");
            AtLeastHalf(level, Median(pairs.Select(pair => pair.Other.Level - pair.Neutral.Level)), $"{speaker.Name} {emotion}: level");
        }
    }

    private static void AtLeastHalf(double trained, double measured, string what) =>
        Assert.True(measured / trained >= 0.5, $"{what} differs by {measured:0.###}; trained was {trained:0.###}.");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static ImmutableArray<SpeechUnit> Units(string line) =>
        [.. line.Split(' ').Select(unit => unit.Split('/')).Select(parts => new SpeechUnit(parts[0], parts[1], parts[2], parts[3]))];

    private Prosody Measure(ImmutableArray<SpeechUnit> units, int speaker, string emotion)
    {
        var encoded = _fixture.Voice.Units.Encode(units);
        var id = _fixture.Voice.Manifest.Emotions.Single(one => one.Name == emotion).Id;
        return _meter.Measure(new(encoded.Sy, encoded.Tone, encoded.SyllableFlag, encoded.WordSegment, speaker, id, 1, 1, 0, WindowPlan.Whole));
    }
}
