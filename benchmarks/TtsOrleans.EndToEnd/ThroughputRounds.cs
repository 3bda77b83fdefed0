using System.Collections.Concurrent;
using System.Diagnostics;
using TtsOrleans.Cluster.Testing.Load;

namespace TtsOrleans.EndToEnd;

/// <summary>Many requests at once, against the bare loop on all cores with the same texts.</summary>
/// <param name="client">Asks the gateway.</param>
/// <param name="bare">The yardstick.</param>
/// <param name="texts">New texts.</param>
/// <param name="gateway">The gateway's process, where it is known.</param>
internal sealed class ThroughputRounds(SpeechClient client, BareLoop bare, TextSource texts, GatewayProcess? gateway)
{
    public static readonly int[] Levels = [1, 2, 4, 8, 16];

    private const int Characters = 100;

    private readonly Dictionary<int, LevelFigures> _byLevel = Levels.ToDictionary(level => level, _ => new LevelFigures());

    public LevelFigures this[int level] => _byLevel[level];

    public async Task Run()
    {
        foreach (var level in Levels)
        {
            // Enough that the end, when fewer than `level` are left, weighs little.
            string[] batch = [.. Enumerable.Range(0, Math.Max(12, 4 * level)).Select(_ => texts.Next(Characters))];
            var figures = _byLevel[level];
            var serving = gateway?.Processor;
            var (wall, audio) = await Serve(batch, level);
            serving = gateway?.Processor - serving;
            var looping = Environment.CpuUsage.TotalTime;
            var cores = bare.AllCores(batch);
            looping = Environment.CpuUsage.TotalTime - looping;
            if (serving is { } used)
            {
                figures.ProcessorOverBare.Add(used / looping);
            }

            figures.Server.Add(audio / wall);
            figures.Bare.Add(audio / cores);
            figures.ServerOverBare.Add(cores / wall);
        }
    }

    private async Task<(TimeSpan Wall, TimeSpan Audio)> Serve(string[] batch, int level)
    {
        var waiting = new ConcurrentQueue<string>(batch);
        var since = Stopwatch.GetTimestamp();
        var listeners = await Task.WhenAll(Enumerable.Range(0, level).Select(_ => Listen(waiting)));
        return (Stopwatch.GetElapsedTime(since), listeners.Aggregate(TimeSpan.Zero, (sum, audio) => sum + audio));
    }

    private async Task<TimeSpan> Listen(ConcurrentQueue<string> waiting)
    {
        var audio = TimeSpan.Zero;
        while (waiting.TryDequeue(out var text))
        {
            audio += (await client.Speak(text, stream: false)).Audio;
        }

        return audio;
    }
}

/// <summary>What was measured at one concurrency.</summary>
internal sealed class LevelFigures
{
    /// <summary>Seconds of audio a second, over HTTP.</summary>
    public Samples Server { get; } = new();

    /// <summary>Seconds of audio a second, bare loop on all cores.</summary>
    public Samples Bare { get; } = new();

    /// <summary>The one over the other, of the same texts in the same round.</summary>
    public Samples ServerOverBare { get; } = new();

    /// <summary>Processor time of the gateway over that of the bare loop: what its work costs, even on a machine that others use as well.</summary>
    public Samples ProcessorOverBare { get; } = new();
}
