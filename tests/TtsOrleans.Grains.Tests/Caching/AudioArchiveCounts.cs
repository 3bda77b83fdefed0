using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Grains.Tests.Caching;

/// <summary>What the archive of one host has counted, by operation and result: <c>reads hit</c>, <c>writes stored</c> …</summary>
internal sealed class AudioArchiveCounts : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly MeterListener _listener = new();
    private readonly Changes _changes = new();

    /// <summary>Listens to the meters that <paramref name="services"/> make; before the archive is made.</summary>
    public AudioArchiveCounts(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name.StartsWith("tts.archive.", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Count(instrument, value, tags, state));
        _listener.Start();
    }

    /// <summary>How often that happened; for a gauge, its value now.</summary>
    public long this[string what]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _counts.GetValueOrDefault(what);
        }
    }

    /// <summary>Ends once it has happened so often.</summary>
    public Task UntilAsync(string what, long times) => _changes.UntilAsync($"{what} comes to {times}", () => _counts.GetValueOrDefault(what) >= times);

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var name = string.Join(' ', [instrument.Name["tts.archive.".Length..], .. tags.ToArray().Where(tag => tag.Key != "silo").Select(tag => tag.Value)]);
        _counts.AddOrUpdate(name, value, (_, before) => instrument.IsObservable ? value : before + value);
        _changes.Tell();
    }
}
