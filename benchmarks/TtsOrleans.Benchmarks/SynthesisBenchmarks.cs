using BenchmarkDotNet.Attributes;
using TtsOrleans.Speech.Audio;
using TtsOrleans.Speech.Synthesis;

namespace TtsOrleans.Benchmarks;

/// <summary>From ids to samples, on one thread.</summary>
[MemoryDiagnoser]
public class SynthesisBenchmarks : IDisposable
{
    private EmbeddedVoice _embedded = null!;
    private AcousticNetwork _acoustic = null!;
    private VocoderNetwork _vocoder = null!;
    private EngineInput _input = null!;
    private AcousticFrames _frames = null!;
    private float[] _audio = [];
    private int _context;

    [Params(EmbeddedVoice.Short, EmbeddedVoice.Middle)]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _embedded = new EmbeddedVoice();
        var manifest = _embedded.Voice.Manifest;
        _acoustic = new AcousticNetwork(OneThreadSession.Open(_embedded.Voice.AcousticPath), manifest.Limits.MaxUnits);
        _vocoder = new VocoderNetwork(OneThreadSession.Open(_embedded.Voice.VocoderPath), manifest.Hop);
        _context = manifest.Vocoder.Context;
        _input = _embedded.Input(Text, WindowPlan.Whole);
        _frames = _acoustic.Run(_input);
        _audio = Vocode(0, _frames.Count).ToArray();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _frames.Dispose();
        _acoustic.Dispose();
        _vocoder.Dispose();
        _embedded.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int Acoustic()
    {
        using var frames = _acoustic.Run(_input);
        return frames.Count;
    }

    [Benchmark]
    public float VocoderFirstWindow() => Vocode(0, WindowCuts.FirstFrames)[0];

    [Benchmark]
    public float VocoderWhole() => Vocode(0, _frames.Count)[0];

    [Benchmark]
    public byte[] ToPcm() => Pcm16.FromFloat(_audio);

    private ReadOnlySpan<float> Vocode(int begin, int end) => _vocoder.Run(_frames, WindowCuts.Cut(begin, end, _frames.Count, _context));
}
