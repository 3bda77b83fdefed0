using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Tests.Voices;

namespace TtsOrleans.Speech.Tests.Synthesis;

public sealed class LanshanEngineTests(VoiceFixture fixture) : IClassFixture<VoiceFixture>
{
    private readonly Rendering[] _renderings = [.. Rendering.ReadAll(RepositoryTree.Fixture("reference.json"))];

    [Fact]
    public void Speak_OtherEngineOtherThreadOtherHistory_GivesTheSameBytes()
    {
        var inputs = Enum.GetValues<WindowPlan>().SelectMany(plan => _renderings.Select(rendering => rendering.ToInput(fixture.Voice, plan))).ToList();
        var expected = inputs.Select(input => Spoken.By(fixture.Engine, input).Pcm).ToList();
        var other = new byte[inputs.Count][];

        var thread = new Thread(() =>
        {
            using var engine = new LanshanFamily().Load(fixture.Voice);
            for (var index = inputs.Count - 1; index >= 0; index--)
            {
                other[index] = Spoken.By(engine, inputs[index]).Pcm;
            }
        });
        thread.Start();
        thread.Join();

        Assert.Equal(expected, other);
    }

    [Fact]
    public void Speak_TwoEnginesAtOnce_EachAsIfAlone()
    {
        var input = _renderings[0].ToInput(fixture.Voice, WindowPlan.FastFirst);
        var expected = Spoken.By(fixture.Engine, input).Pcm;

        Parallel.For(0, 3, _ =>
        {
            using var engine = new LanshanFamily().Load(fixture.Voice);
            Assert.Equal(expected, Spoken.By(engine, input).Pcm);
            Assert.Equal(expected, Spoken.By(engine, input).Pcm);
        });
    }

    [Fact]
    public void Speak_FastFirst_CutsAfter24Frames()
    {
        var spoken = Spoken.By(fixture.Engine, _renderings[0].ToInput(fixture.Voice, WindowPlan.FastFirst));

        Assert.Equal([24, spoken.Durations.Sum() - 24], spoken.WindowFrames.AsEnumerable());
    }

    [Fact]
    public void Speak_OneBreakOnly_IsAShortSilence()
    {
        var units = fixture.Voice.Units.Encode([new("#4", "none", "s_none", "word_none")]);
        var input = new EngineInput(units.Sy, units.Tone, units.SyllableFlag, units.WordSegment, 0, 0, 1, 1, 0, WindowPlan.FastFirst);

        var spoken = Spoken.By(fixture.Engine, input);

        Assert.Single(spoken.Durations);
        Assert.InRange(spoken.Samples.ToArray().Max(sample => Math.Abs((int)sample)), 0, 1_000);
    }

    [Fact]
    public void Speak_Cancelled_StopsBeforeTheNextWindowAndTheEngineGoesOn()
    {
        var input = _renderings[0].ToInput(fixture.Voice, WindowPlan.FastFirst);
        var expected = Spoken.By(fixture.Engine, input).Pcm;
        using var cancellation = new CancellationTokenSource();
        using (var outputs = fixture.Engine.Speak(input, cancellation.Token).GetEnumerator())
        {
            Assert.True(outputs.MoveNext());
            Assert.True(outputs.MoveNext());
            cancellation.Cancel();
            Assert.Throws<OperationCanceledException>(() => outputs.MoveNext());
        }

        Assert.Throws<OperationCanceledException>(() => fixture.Engine.Speak(input, cancellation.Token).ToList());
        Assert.Equal(expected, Spoken.By(fixture.Engine, input).Pcm);
    }

    [Fact]
    public void Speak_StreamsOfDifferentLengthsOrTooMany_IsRefused()
    {
        var input = _renderings[0].ToInput(fixture.Voice, WindowPlan.Whole);

        Assert.Throws<ArgumentException>(() => fixture.Engine.Speak(input with { Tone = input.Tone.RemoveAt(0) }, default).ToList());
        Assert.Throws<ArgumentException>(() => fixture.Engine.Speak(input with { Sy = [] }, default).ToList());
        Assert.Throws<ArgumentException>(() => fixture.Engine.Speak(input with { Sy = [.. new short[601]] }, default).ToList());
    }

    [Fact]
    public void Fingerprint_NamesRuntimeProcessorAndEngine() =>
        Assert.Matches("^ort-1\\.[0-9.]+/[a-z0-9]+(\\+[a-z0-9.]+)*/engine-[0-9]+$", new LanshanFamily().Fingerprint);
}
