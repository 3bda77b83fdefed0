using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Grains.Routing;

/// <summary>A piece of a text, ready to be ordered.</summary>
/// <param name="Index">Its place among the pieces of the text, from 0.</param>
/// <param name="Start">Where it begins in the text, UTF-16 units.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Order">The order for its audio; slack and priority are filled in by each request.</param>
/// <param name="Words">Its words, their units counted as the front end made them.</param>
/// <param name="Origins">For each ordered unit the front end's unit it was made from; ascending.</param>
internal sealed record PlannedPiece(
    int Index,
    int Start,
    int Length,
    PieceSynthesis Order,
    ImmutableArray<TextWord> Words,
    ImmutableArray<int> Origins);
