namespace TtsOrleans.Speech.Audio;

/// <summary>The lowest of the last <paramref name="length"/> values, in constant time a value.</summary>
internal sealed class WindowMinimum(int length)
{
    // A ring of candidates whose values rise, so that the first is always the lowest of those still in the window.
    private readonly (long At, long Value)[] _candidates = new (long, long)[length];
    private int _first;
    private int _count;
    private long _at;

    /// <summary>Takes a value and gives the lowest of the window that ends with it.</summary>
    public long Next(long value)
    {
        if (_count > 0 && _candidates[_first].At <= _at - length)
        {
            _first = Wrap(_first + 1);
            _count--;
        }

        while (_count > 0 && _candidates[Wrap(_first + _count - 1)].Value >= value)
        {
            _count--;
        }

        _candidates[Wrap(_first + _count++)] = (_at++, value);
        return _candidates[_first].Value;
    }

    /// <summary>A remainder without a division, once a sample and more.</summary>
    private int Wrap(int slot) => slot < length ? slot : slot - length;
}
