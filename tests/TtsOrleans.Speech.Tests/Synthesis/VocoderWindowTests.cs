using CsCheck;
using TtsOrleans.Speech.Audio;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Tests.Voices;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>What makes streaming possible: a window with its overlap sounds exactly like the same frames of the whole.</summary>
public sealed class VocoderWindowTests : IClassFixture<VoiceFixture>, IDisposable
{
    private readonly AcousticNetwork _acoustic;
    private readonly VocoderNetwork _vocoder;
    private readonly AcousticFrames _frames;
    private readonly int _context;
    private readonly int _hop;

    public VocoderWindowTests(VoiceFixture fixture)
    {
        var (voice, manifest) = (fixture.Voice, fixture.Voice.Manifest);
        (_context, _hop) = (manifest.Vocoder.Context, manifest.Hop);
        _acoustic = new AcousticNetwork(OneThreadSession.Open(voice.AcousticPath), manifest.Limits.MaxUnits);
        _vocoder = new VocoderNetwork(OneThreadSession.Open(voice.VocoderPath), manifest.Hop);
        _frames = _acoustic.Run(Rendering.ReadAll(RepositoryTree.Fixture("reference.json"))[^1].ToInput(voice, WindowPlan.Whole));
    }

    public void Dispose()
    {
        _frames.Dispose();
        _acoustic.Dispose();
        _vocoder.Dispose();
    }

    [Fact]
    public void Run_AnyWindow_EqualsTheSameFramesOfTheWhole()
    {
        var whole = Vocode(0, _frames.Count);

        Gen.Select(Gen.Int[0, _frames.Count - 1], Gen.Int[1, _frames.Count]).Sample(
            (begin, length) =>
            {
                var end = Math.Min(_frames.Count, begin + length);
                var window = Vocode(begin, end);
                return Spoken.LargestDifference(whole.AsSpan(begin * _hop, (end - begin) * _hop), window) <= 1;
            },
            iter: 60,
            threads: 1); // the network is for one thread at a time
    }

    [Fact]
    public void Run_WithoutOverlap_WouldNotBeExact()
    {
        var whole = Vocode(0, _frames.Count);
        var middle = _frames.Count / 2;
        var cut = Convert(_vocoder.Run(_frames, WindowCuts.Cut(middle, _frames.Count, _frames.Count, 0)));

        Assert.True(Spoken.LargestDifference(whole.AsSpan(middle * _hop), cut) > 1);
    }

    private short[] Vocode(int begin, int end) => Convert(_vocoder.Run(_frames, WindowCuts.Cut(begin, end, _frames.Count, _context)));

    private static short[] Convert(ReadOnlySpan<float> samples) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(Pcm16.FromFloat(samples)).ToArray();
}
