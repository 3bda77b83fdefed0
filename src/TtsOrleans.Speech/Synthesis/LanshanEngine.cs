using TtsOrleans.Speech.Audio;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>A voice of the family <c>lanshan</c>: an acoustic network that says how long each unit lasts, and a vocoder that can be cut into windows exactly.</summary>
/// <param name="voice">The voice.</param>
/// <param name="networks">Its networks; not disposed here.</param>
/// <param name="release">Called once, when the engine is disposed.</param>
internal sealed class LanshanEngine(Voice voice, LanshanNetworks networks, Action release) : ISpeechEngine
{
    private readonly int _hop = voice.Manifest.Hop;
    private readonly int _context = voice.Manifest.Vocoder.Context;
    private readonly AcousticNetwork _acoustic = new(networks.Acoustic, voice.Manifest.Limits.MaxUnits);
    private readonly VocoderNetwork _vocoder = new(networks.Vocoder, voice.Manifest.Hop);
    private bool _disposed;

    public IEnumerable<EngineOutput> Speak(EngineInput input, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Outputs(input, cancellationToken);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _acoustic.Dispose();
            _vocoder.Dispose();
            release();
        }
    }

    private IEnumerable<EngineOutput> Outputs(EngineInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var frames = _acoustic.Run(input);
        yield return new FrameDurations(frames.Durations, _hop);

        foreach (var window in WindowCuts.Of(input.Plan, frames.Count, _context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new PcmWindow((long)window.Begin * _hop, Pcm16.FromFloat(_vocoder.Run(frames, window)));
        }
    }
}
