using System.Collections.Immutable;

namespace TtsOrleans.Speech.Voices;

/// <summary>The four streams and the origins while they grow together.</summary>
internal sealed class UnitStreams(int expected)
{
    private readonly ImmutableArray<short>.Builder _sy = ImmutableArray.CreateBuilder<short>(expected);
    private readonly ImmutableArray<short>.Builder _tone = ImmutableArray.CreateBuilder<short>(expected);
    private readonly ImmutableArray<short>.Builder _flag = ImmutableArray.CreateBuilder<short>(expected);
    private readonly ImmutableArray<short>.Builder _position = ImmutableArray.CreateBuilder<short>(expected);
    private readonly ImmutableArray<int>.Builder _origin = ImmutableArray.CreateBuilder<int>(expected);

    public int Count => _sy.Count;

    public void Add(short sy, short tone, short flag, short position, int origin)
    {
        _sy.Add(sy);
        _tone.Add(tone);
        _flag.Add(flag);
        _position.Add(position);
        _origin.Add(origin);
    }

    public EncodedUnits ToEncoded() => new(
        _sy.DrainToImmutable(),
        _tone.DrainToImmutable(),
        _flag.DrainToImmutable(),
        _position.DrainToImmutable(),
        _origin.DrainToImmutable());
}
