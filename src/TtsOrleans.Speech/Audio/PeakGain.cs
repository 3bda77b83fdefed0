namespace TtsOrleans.Speech.Audio;

/// <summary>
/// The gain curve of a look-ahead peak limiter, sample by sample: it has come down when a peak arrives, gradually enough not to be heard,
/// and recovers slowly. In whole numbers, so that nothing drifts and every processor agrees.
/// </summary>
internal sealed class PeakGain
{
    /// <summary>Fraction bits of a gain: 1 is <c>1 &lt;&lt; Bits</c>.</summary>
    public const int Bits = 30;

    private const long One = 1L << Bits;

    /// <summary>0.2 dB below full scale, in 1/256ths of a sample.</summary>
    private const long Ceiling = 32_020L * 256;

    private const double AttackSeconds = 0.0025;
    private const double ReleaseSeconds = 0.08;

    private readonly long _release;
    private readonly long[] _window;
    private readonly WindowMinimum _lowest;
    private long _sum;
    private long _held = One;
    private int _slot;

    public PeakGain(int sampleRate)
    {
        LookAhead = Math.Max(1, (int)Math.Round(sampleRate * AttackSeconds));
        _release = (long)(One / (sampleRate * ReleaseSeconds));
        _window = new long[LookAhead + 1];
        Array.Fill(_window, One);
        _sum = One * _window.Length;
        _lowest = new WindowMinimum(_window.Length);
    }

    /// <summary>Samples between a level's arrival here and its gain.</summary>
    public int LookAhead { get; }

    /// <summary>Takes the level of one sample, in 1/256ths, and gives the gain for the sample <see cref="LookAhead"/> before it.</summary>
    /// <remarks>
    /// The lowest gain that any sample of the look-ahead needs, held by the release, then averaged over as many samples:
    /// each of those averaged has seen the sample in question, so that the average is low enough for it.
    /// </remarks>
    public long Next(int level)
    {
        var lowest = _lowest.Next(level <= Ceiling ? One : Ceiling * One / level);
        _held = Math.Min(lowest, _held + ((One - _held) * _release >> Bits) + 1);
        _sum += _held - _window[_slot];
        _window[_slot] = _held;
        _slot = _slot + 1 == _window.Length ? 0 : _slot + 1;
        return _sum / _window.Length;
    }
}
