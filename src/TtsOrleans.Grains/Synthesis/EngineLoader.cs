using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>Loads engines and lets each speak once before it counts as ready: a first run costs several times a later one.</summary>
internal sealed class EngineLoader(VoiceCatalog catalog, TextFrontEnd frontEnd)
{
    private const string Greeting = "你好，很高兴认识你。";

    /// <summary>Loads an engine on a thread of its own.</summary>
    /// <exception cref="VoiceException">The voice's networks cannot be loaded.</exception>
    public Task<AttachedEngine> LoadAsync(Voice voice, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Load(voice, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private AttachedEngine Load(Voice voice, CancellationToken cancellationToken)
    {
        var engine = catalog.FamilyOf(voice).Load(voice);
        try
        {
            foreach (var piece in frontEnd.Read(Greeting, cancellationToken))
            {
                var units = voice.Units.Encode(piece.Units);
                var input = new EngineInput(
                    units.Sy, units.Tone, units.SyllableFlag, units.WordSegment,
                    voice.Manifest.Speakers[0].Id, voice.Manifest.Emotions[0].Id, 1, 1, 0, WindowPlan.FastFirst);
                foreach (var _ in engine.Speak(input, cancellationToken))
                {
                    // The sound is not wanted, only the run.
                }
            }

            return new(voice, engine);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
