namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>
/// What checked clients ask for: texts of many lengths, emotions and speeds. New ones come as long as the pool grows, then the pool repeats;
/// all draws come from one seed, so that references can be made beforehand.
/// </summary>
/// <param name="seed">Decides all texts.</param>
/// <param name="size">Different requests.</param>
public sealed class RequestMix(int seed, int size)
{
    private static readonly string[] s_emotions = ["neutral", "happy", "sad", "angry"];
    private static readonly double[] s_speeds = [1, 1, 1, 0.9, 1.15];

    /// <summary>Characters of its texts; each comes as often as any other.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [12, 20, 30, 45, 60, 80, 120];

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly TextSource _texts = new(seed);
    private readonly List<SpokenRequest> _pool = [];
    private int _turn;

    /// <summary>The next request: a new one, or behind the end of the pool any of it that is as long as the turn asks.</summary>
    public SpokenRequest Next()
    {
        lock (_lock)
        {
            var length = _turn++ % Lengths.Count;
            if (_pool.Count < size)
            {
                return Add(Lengths[length]);
            }

            var first = length % size;
            return _pool[first + (Lengths.Count * _random.Next((size - first + Lengths.Count - 1) / Lengths.Count))];
        }
    }

    /// <summary>A long text that was never asked for.</summary>
    public SpokenRequest LongOne(int characters)
    {
        lock (_lock)
        {
            return new(_texts.Next(characters), "neutral", 1);
        }
    }

    private SpokenRequest Add(int length)
    {
        var request = new SpokenRequest(
            _texts.Next(length), s_emotions[_random.Next(s_emotions.Length)], s_speeds[_random.Next(s_speeds.Length)]);
        _pool.Add(request);
        return request;
    }
}
