using TtsOrleans.Grains.Caching;

namespace TtsOrleans.Grains.Tests.Caching;

public sealed class ByteBoundedLruTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_use_agrees_with_a_naive_list(int seed)
    {
        var random = new Random(seed);
        var lru = new ByteBoundedLru<object>(1000);
        var oracle = new List<(string Key, object Value, long Bytes)>();
        for (var step = 0; step < 20_000; step++)
        {
            var key = random.Next(40).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var at = oracle.FindIndex(entry => entry.Key == key);
            switch (random.Next(5))
            {
                case 0 or 1:
                    Assert.Equal(at >= 0, lru.TryGet(key, out var found));
                    if (at >= 0)
                    {
                        var entry = oracle[at];
                        Assert.Same(entry.Value, found);
                        oracle.RemoveAt(at);
                        oracle.Insert(0, entry);
                    }

                    break;
                case 2 or 3:
                    var (value, bytes) = (new object(), random.Next(1, 1200));
                    Assert.Same(at >= 0 ? oracle[at].Value : value, lru.GetOrAdd(key, value, bytes));
                    if (at < 0 && bytes <= 1000)
                    {
                        oracle.Insert(0, (key, value, bytes));
                        while (oracle.Sum(entry => entry.Bytes) > 1000)
                        {
                            oracle.RemoveAt(oracle.Count - 1);
                        }
                    }

                    break;
                default:
                    lru.Remove(key, at >= 0 && random.Next(2) == 0 ? oracle[at].Value : new object());
                    if (at >= 0 && !lru.TryGet(key, out _))
                    {
                        oracle.RemoveAt(at);
                    }
                    else if (at >= 0)
                    {
                        var entry = oracle[at];
                        oracle.RemoveAt(at);
                        oracle.Insert(0, entry);
                    }

                    break;
            }

            Assert.Equal(oracle.Count, lru.Count);
            Assert.Equal(oracle.Sum(entry => entry.Bytes), lru.Bytes);
        }
    }

    [Fact]
    public void Capacity_zero_keeps_nothing()
    {
        var lru = new ByteBoundedLru<object>(0);
        lru.GetOrAdd("a", new(), 1);
        Assert.False(lru.TryGet("a", out _));
        Assert.Equal(0, lru.Bytes);
    }
}
