using System.Diagnostics;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>Reads the memory of processes now and then, until it is disposed.</summary>
public sealed class MemoryWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(double Minutes, string Node, double Megabytes)> _readings = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    public MemoryWatch(IReadOnlyList<NodeProcess> nodes, TimeSpan period) => _watching = WatchAsync(nodes, period);

    /// <summary>What each process held at first, at most and at last, and how it grew over the latter two thirds; MB and MB a minute.</summary>
    public IReadOnlyList<MemoryUse> Uses()
    {
        lock (_readings)
        {
            return [.. _readings.GroupBy(reading => reading.Node).Select(readings => new MemoryUse(
                readings.Key,
                readings.First().Megabytes,
                readings.Max(reading => reading.Megabytes),
                readings.Last().Megabytes,
                Slope([.. readings.Skip(readings.Count() / 3)])))];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    /// <summary>Of the straight line through the readings with the least squares.</summary>
    private static double Slope(IReadOnlyList<(double Minutes, string Node, double Megabytes)> readings)
    {
        var (minutes, megabytes) = (readings.Average(reading => reading.Minutes), readings.Average(reading => reading.Megabytes));
        var spread = readings.Sum(reading => (reading.Minutes - minutes) * (reading.Minutes - minutes));
        return spread == 0 ? 0 : readings.Sum(reading => (reading.Minutes - minutes) * (reading.Megabytes - megabytes)) / spread;
    }

    private async Task WatchAsync(IReadOnlyList<NodeProcess> nodes, TimeSpan period)
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var node in nodes.Where(node => node.Running))
            {
                var reading = (Stopwatch.GetElapsedTime(_started).TotalMinutes, node.Name, node.MemoryBytes / 1e6);
                lock (_readings)
                {
                    _readings.Add(reading);
                }
            }

            await Task.Delay(period, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Physical memory of a process over a while, in MB; its growth in MB a minute.</summary>
public sealed record MemoryUse(string Node, double First, double Most, double Last, double Growth);
