using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Voices;

[Collection(TwoSilosCollection.Name)]
public sealed class VoiceDirectoryTests(TwoSilos silos)
{
    [Fact]
    public async Task GetVoices_describes_the_voice_as_its_manifest_does()
    {
        var voice = Assert.Single(await silos.Grains.GetGrain<IVoiceDirectory>(0).GetVoices());
        var manifest = RealSpeech.Voices.Default.Manifest;
        Assert.Equal(RealSpeech.Voice, voice.Reference);
        Assert.Equal(manifest.SampleRate, voice.SampleRate);
        Assert.Equal(manifest.Speakers.Select(speaker => speaker.Name), voice.Speakers.Select(speaker => speaker.Name));
        Assert.Equal(manifest.Emotions.Select(emotion => emotion.Label), voice.Emotions.Select(emotion => emotion.Label));
        Assert.Equal(manifest.Limits.Rate.High, voice.Rate.High);
    }
}
