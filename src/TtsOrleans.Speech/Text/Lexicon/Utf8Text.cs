using System.Text;

namespace TtsOrleans.Speech.Text.Lexicon;

/// <summary>Scalars as UTF-8 with the offset of each, the form in which tables are asked.</summary>
internal sealed class Utf8Text
{
    private readonly byte[] _bytes;
    private readonly int[] _offsets;

    public Utf8Text(ReadOnlySpan<Rune> scalars)
    {
        _bytes = new byte[scalars.Length * 4];
        _offsets = new int[scalars.Length + 1];
        for (var i = 0; i < scalars.Length; i++)
        {
            _offsets[i + 1] = _offsets[i] + scalars[i].EncodeToUtf8(_bytes.AsSpan(_offsets[i]));
        }
    }

    /// <summary>Scalars <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public ReadOnlySpan<byte> this[int from, int to] => _bytes.AsSpan(_offsets[from], _offsets[to] - _offsets[from]);
}
