using System.Collections.Immutable;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Routing;

/// <summary>When each word and character of a piece sounds: from the frames of its units, exact to a frame.</summary>
internal static class PieceTimings
{
    /// <summary>Samples of the whole piece.</summary>
    public static long Samples(PieceHeader header) => header.Durations.Sum(frames => (long)frames) * header.Hop;

    /// <summary>The words that are read, with their characters that are read.</summary>
    public static ImmutableArray<TimedSpan> Words(PlannedPiece piece, PieceHeader header)
    {
        var starts = new long[header.Durations.Length + 1];
        for (var unit = 0; unit < header.Durations.Length; unit++)
        {
            starts[unit + 1] = starts[unit] + ((long)header.Durations[unit] * header.Hop);
        }

        // What the front end counts as its n-th unit begins at the first ordered unit made from it or from a later one.
        long At(int unit)
        {
            var (low, high) = (0, piece.Origins.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = piece.Origins[middle] < unit ? (middle + 1, high) : (low, middle);
            }

            return starts[Math.Min(low, header.Durations.Length)];
        }

        TimedSpan Time(int start, int length, int firstUnit, int unitCount, ImmutableArray<TimedSpan> characters) =>
            new(start, length, At(firstUnit), At(firstUnit + unitCount), characters);

        return
        [
            .. piece.Words.Where(word => word.UnitCount > 0).Select(word => Time(
                word.Start, word.Text.Length, word.FirstUnit, word.UnitCount,
                [
                    .. word.Characters.Where(character => character.UnitCount > 0).Select(character => Time(
                        character.Start, character.Text.Length, character.FirstUnit, character.UnitCount, [])),
                ])),
        ];
    }
}
