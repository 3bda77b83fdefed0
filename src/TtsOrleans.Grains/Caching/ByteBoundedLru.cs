using System.Diagnostics.CodeAnalysis;

namespace TtsOrleans.Grains.Caching;

/// <summary>Keeps the values used last, as many as fit into a number of bytes; every operation takes constant time. Thread-safe.</summary>
/// <param name="capacity">Bytes; 0 keeps nothing.</param>
internal sealed class ByteBoundedLru<T>(long capacity) where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = new();
    private long _bytes;

    /// <summary>Bytes held.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Values held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Finds a value and counts it as used.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out T value)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                value = null;
                return false;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps a value unless it alone is larger than everything may be, or there is one of that key: then that one stays.</summary>
    /// <returns>The value kept under the key, or <paramref name="value"/>.</returns>
    public T GetOrAdd(string key, T value, long bytes)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                return known.Value.Value;
            }

            if (bytes <= capacity)
            {
                _entries.Add(key, _order.AddFirst(new Entry(key, value, bytes)));
                _bytes += bytes;
                while (_bytes > capacity)
                {
                    Remove(_order.Last!);
                }
            }

            return value;
        }
    }

    /// <summary>Forgets a value, if it is the one held.</summary>
    public void Remove(string key, T value)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var node) && ReferenceEquals(node.Value.Value, value))
            {
                Remove(node);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _order.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes;
    }

    private readonly record struct Entry(string Key, T Value, long Bytes);
}
