using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Tests.Voices;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>The voice's own renderings: durations exactly, samples within 2 steps of 16 bits.</summary>
public sealed class ReferenceRenderingTests(VoiceFixture fixture) : IClassFixture<VoiceFixture>
{
    [Theory]
    [InlineData(WindowPlan.Whole)]
    [InlineData(WindowPlan.FastFirst)]
    public void Speak_ReferencesOfTheRepository_SoundAsRecorded(WindowPlan plan) => Compare(RepositoryTree.Fixture("reference.json"), plan, 2);

    [SharedFileFact("voice/reference/reference.json")]
    public void Speak_AllReferences_SoundAsRecorded() => Compare(SharedFileFactAttribute.PathOf("voice/reference/reference.json"), WindowPlan.Whole, 6);

    private void Compare(string path, WindowPlan plan, int expected)
    {
        var renderings = Rendering.ReadAll(path);
        Assert.Equal(expected, renderings.Length);
        foreach (var rendering in renderings)
        {
            var spoken = Spoken.By(fixture.Engine, rendering.ToInput(fixture.Voice, plan));

            Assert.Equal(rendering.Durations.AsEnumerable(), spoken.Durations);
            Assert.InRange(Spoken.LargestDifference(rendering.Samples(Path.GetDirectoryName(path)!), spoken.Samples), 0, 2);
        }
    }
}
