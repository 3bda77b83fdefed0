namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>A file of the spool with what the spool knows of it; all of it guarded by the spool's lock.</summary>
internal sealed class SpoolEntry(string key, long reserved) : IDisposable
{
    /// <summary>Which sound in which format it is.</summary>
    public string Key { get; } = key;

    /// <summary>The file.</summary>
    public SpoolFile File { get; } = new();

    /// <summary>Stops its making.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Bytes of the spool that it takes.</summary>
    public long Reserved { get; set; } = reserved;

    /// <summary>Who reads it now.</summary>
    public int Readers { get; set; }

    /// <summary>Counts up each time nobody reads it any more.</summary>
    public int Abandoned { get; set; }

    /// <summary>Counts the openings of the spool: the lowest was not asked for the longest.</summary>
    public long LastOpened { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Dispose();
        Stop.Dispose();
    }
}

/// <summary>One reader's hold on a file; dispose it when it is read.</summary>
internal sealed class SpoolLease(AudioSpool spool, SpoolEntry entry) : IDisposable
{
    private int _disposed;

    /// <summary>The file.</summary>
    public SpoolFile File => entry.File;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            spool.Return(entry);
        }
    }
}
