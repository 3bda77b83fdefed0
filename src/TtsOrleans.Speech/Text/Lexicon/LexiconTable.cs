using System.Numerics;

namespace TtsOrleans.Speech.Text.Lexicon;

/// <summary>
/// A read-only table of tab-separated rows, key first: the file's own bytes and a hash index of row offsets over them, so that
/// hundreds of thousands of rows cost no object each. The first of several rows with one key counts. Thread-safe.
/// </summary>
internal sealed class LexiconTable
{
    private readonly byte[] _bytes;
    private readonly int[] _slots;
    private readonly int _mask;

    private LexiconTable(byte[] bytes)
    {
        _bytes = bytes;
        var rows = bytes.AsSpan().Count((byte)'\n') + 1;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, rows + (rows / 2)))];
        _mask = _slots.Length - 1;
        Index();
    }

    /// <summary>Bytes of the longest key.</summary>
    public int LongestKey { get; private set; }

    /// <exception cref="InvalidDataException">A row has no tab.</exception>
    public static LexiconTable Load(string path)
    {
        try
        {
            return new LexiconTable(File.ReadAllBytes(path));
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>The columns after the key; empty if the key has no row.</summary>
    public ReadOnlySpan<byte> Find(scoped ReadOnlySpan<byte> key) => Find(key, LexiconKey.Hash(key));

    /// <summary>As <see cref="Find(ReadOnlySpan{byte})"/>, with the key's hash known.</summary>
    public ReadOnlySpan<byte> Find(scoped ReadOnlySpan<byte> key, uint hash)
    {
        for (var slot = LexiconKey.Slot(hash) & _mask; _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var row = _bytes.AsSpan(_slots[slot] - 1);
            if (row.Length > key.Length && row[key.Length] == '\t' && row[..key.Length].SequenceEqual(key))
            {
                var rest = row[(key.Length + 1)..];
                var end = rest.IndexOf((byte)'\n');
                return end < 0 ? rest : rest[..end];
            }
        }

        return default;
    }

    /// <summary>The columns after the key of every row, in the file's order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Rows()
    {
        for (var start = 0; start < _bytes.Length;)
        {
            var length = LineLength(start);
            if (length > 0)
            {
                var tab = _bytes.AsSpan(start, length).IndexOf((byte)'\t');
                yield return _bytes.AsMemory(start + tab + 1, length - tab - 1);
            }

            start += length + 1;
        }
    }

    private int LineLength(int start)
    {
        var length = _bytes.AsSpan(start).IndexOf((byte)'\n');
        return length < 0 ? _bytes.Length - start : length;
    }

    private void Index()
    {
        for (var start = 0; start < _bytes.Length;)
        {
            var length = LineLength(start);
            if (length > 0)
            {
                Add(start, length);
            }

            start += length + 1;
        }
    }

    private void Add(int start, int length)
    {
        var line = _bytes.AsSpan(start, length);
        var keyLength = line.IndexOf((byte)'\t');
        if (keyLength <= 0)
        {
            throw new InvalidDataException($"the row at byte {start} has no key.");
        }

        var key = line[..keyLength];
        var slot = LexiconKey.Slot(LexiconKey.Hash(key)) & _mask;
        while (_slots[slot] != 0)
        {
            var other = _bytes.AsSpan(_slots[slot] - 1);
            if (other[keyLength] == '\t' && other[..keyLength].SequenceEqual(key))
            {
                return;
            }

            slot = (slot + 1) & _mask;
        }

        _slots[slot] = start + 1;
        LongestKey = Math.Max(LongestKey, keyLength);
    }
}
