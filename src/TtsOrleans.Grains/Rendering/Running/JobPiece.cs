using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>A sentence of a job, ready to be rendered.</summary>
/// <param name="Chapter">Index of its chapter, from 0.</param>
/// <param name="Start">Where it begins in the chapter's text, UTF-16 units.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Order">The order for its audio.</param>
/// <param name="SpeechUnits">Units of the order before the pause at its end.</param>
internal sealed record JobPiece(int Chapter, int Start, string Text, PieceSynthesis Order, int SpeechUnits);
