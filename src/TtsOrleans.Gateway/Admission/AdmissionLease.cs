namespace TtsOrleans.Gateway.Admission;

/// <summary>One order under way; dispose it when it is over.</summary>
internal sealed class AdmissionLease(AdmissionControl control, string caller, double seconds, long bytes) : IDisposable
{
    private long _bytes = bytes;
    private bool _over;

    /// <summary>Says how many bytes are really held, where an answer came out larger than its estimate, or has left memory.</summary>
    public void Hold(long held)
    {
        var counted = held == 0 ? 0 : Math.Max(_bytes, held);
        if (counted != _bytes)
        {
            control.Change(counted - _bytes);
            _bytes = counted;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_over)
        {
            _over = true;
            control.End(caller, seconds, _bytes);
        }
    }
}
