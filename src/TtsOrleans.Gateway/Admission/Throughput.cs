namespace TtsOrleans.Gateway.Admission;

/// <summary>Seconds of audio finished in a second, over the last half minute. Not thread-safe.</summary>
internal sealed class Throughput(TimeProvider time, double assumed)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(30);
    private readonly Queue<(long At, double Seconds)> _finished = new();
    private double _sum;

    /// <summary>The measured speed; the assumed one until something was finished.</summary>
    public double SecondsPerSecond
    {
        get
        {
            Forget();
            if (_finished.Count == 0)
            {
                return assumed;
            }

            var span = time.GetElapsedTime(_finished.Peek().At).TotalSeconds;
            return span < 1 ? Math.Max(assumed, _sum) : _sum / span;
        }
    }

    /// <summary>Counts audio that was finished now.</summary>
    public void Add(double seconds)
    {
        Forget();
        _finished.Enqueue((time.GetTimestamp(), seconds));
        _sum += seconds;
    }

    private void Forget()
    {
        while (_finished.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > s_window)
        {
            _sum -= _finished.Dequeue().Seconds;
        }
    }
}
