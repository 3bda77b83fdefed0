using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Sums up what the silos of one cluster count from here on.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly Changes _changes = new();

    public MeterReadings(SpeechCluster cluster)
    {
        var factories = cluster.Silos.Silos.Select(silo => (object)silo.ServiceProvider.GetRequiredService<IMeterFactory>()).ToHashSet();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SpeechTelemetry.Meter && factories.Contains(instrument.Meter.Scope!))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The sum of an instrument, or of its part with a label of that value: <c>name[value]</c>.</summary>
    public double Sum(string name) => _sums.GetValueOrDefault(name);

    /// <summary>Ends once <see cref="Sum"/> has come to that.</summary>
    public Task UntilAsync(string name, double sum) => _changes.UntilAsync($"{name} comes to {sum}", () => Sum(name) >= sum);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        foreach (var (_, label) in tags)
        {
            _sums.AddOrUpdate($"{instrument.Name}[{label}]", value, (_, sum) => sum + value);
        }

        _changes.Tell();
    }
}
