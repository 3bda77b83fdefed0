using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Benchmarks;

/// <summary>From text to a voice's ids.</summary>
[MemoryDiagnoser]
public class TextBenchmarks : IDisposable
{
    private EmbeddedVoice _embedded = null!;
    private ImmutableArray<SpeechUnit> _units;

    [Params(EmbeddedVoice.Short, EmbeddedVoice.Long)]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _embedded = new EmbeddedVoice();
        _units = _embedded.Units(Text);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _embedded.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int Read() => _embedded.FrontEnd.Read(Text).Sum(piece => piece.Units.Length);

    [Benchmark]
    public TextPiece ReadFirstPiece() => _embedded.FrontEnd.Read(Text).First();

    [Benchmark]
    public EncodedUnits Encode() => _embedded.Voice.Units.Encode(_units);
}
