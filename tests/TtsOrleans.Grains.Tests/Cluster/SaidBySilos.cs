using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>What the product's silos of one cluster log, as a signal of what they have come to.</summary>
internal sealed class SaidBySilos : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Changes _changes = new();

    /// <summary>Forgets all that was logged so far.</summary>
    public void Forget() => _lines.Clear();

    /// <summary>Ends once so many lines with those words were logged, behind the cluster's start.</summary>
    public Task UntilAsync(string words, int times = 1) =>
        _changes.UntilAsync($"\"{words}\" was said {times} times", () => _lines.Count(line => line.Contains(words, StringComparison.Ordinal)) >= times);

    public ILogger CreateLogger(string categoryName) => new Listener(this);

    public void Dispose()
    {
    }

    private sealed class Listener(SaidBySilos said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            said._lines.Enqueue(formatter(state, exception));
            said._changes.Tell();
        }
    }
}
