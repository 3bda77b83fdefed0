using System.Collections.Frozen;
using System.Text;

namespace TtsOrleans.Speech.Text.Cleaning;

/// <summary>
/// What compatibility characters stand for: full-width forms, ligatures, squared units, accented letters, ideograph variants.
/// An own table because <see cref="string.Normalize()"/> does nothing under invariant globalisation.
/// </summary>
internal sealed class CompatibilityTable
{
    private readonly FrozenDictionary<int, Rune[]> _table;

    private CompatibilityTable(FrozenDictionary<int, Rune[]> table) => _table = table;

    public static CompatibilityTable Load(string path)
    {
        var table = new Dictionary<int, Rune[]>();
        foreach (var line in File.ReadLines(path))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab <= 0)
            {
                throw new InvalidDataException($"{path}: the row \"{line}\" has no key.");
            }

            table[Rune.GetRuneAt(line, 0).Value] = [.. line[(tab + 1)..].EnumerateRunes()];
        }

        return new CompatibilityTable(table.ToFrozenDictionary());
    }

    /// <summary>What the scalar stands for; empty if it stands for itself.</summary>
    public ReadOnlySpan<Rune> Find(Rune scalar) =>
        !scalar.IsAscii && _table.TryGetValue(scalar.Value, out var replacement) ? replacement : default;
}
