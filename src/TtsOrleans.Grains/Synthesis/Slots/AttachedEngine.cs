using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>An engine at work in a slot, with the voice it speaks.</summary>
internal sealed record AttachedEngine(Voice Voice, ISpeechEngine Engine);
