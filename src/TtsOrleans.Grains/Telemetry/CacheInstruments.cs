using System.Diagnostics.Metrics;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Grains.Caching;
using static TtsOrleans.Grains.Telemetry.SpeechTelemetry;

namespace TtsOrleans.Grains.Telemetry;

/// <summary>Where the audio of delivered pieces came from.</summary>
internal sealed class CacheInstruments
{
    private readonly KeyValuePair<string, object?> _silo;
    private readonly Counter<long> _pieces;
    private long _hits;
    private long _misses;

    public CacheInstruments(IMeterFactory meters, ILocalSiloDetails silo, AudioStore store)
    {
        _silo = new(Labels.Silo, silo.Name);
        var meter = meters.Create(SpeechTelemetry.Meter);
        _pieces = meter.CreateCounter<long>("tts.cache.pieces", "{piece}", "Pieces delivered, by outcome: hit, stored, joined, miss, bypassed.");
        meter.CreateObservableGauge("tts.cache.size", () => new Measurement<long>(store.Bytes, _silo), "By", "Audio held in memory.");
        meter.CreateObservableGauge("tts.cache.entries", () => new Measurement<long>(store.Count, _silo), "{piece}", "Pieces held in memory.");
    }

    /// <summary>Pieces answered from memory or storage, or joined.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Pieces synthesised.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    public void Delivered(CacheOutcome outcome)
    {
        if (outcome is CacheOutcome.Miss or CacheOutcome.Bypassed)
        {
            Interlocked.Increment(ref _misses);
        }
        else
        {
            Interlocked.Increment(ref _hits);
        }

        _pieces.Add(1, _silo, new(Labels.Outcome, Name(outcome)));
    }

    private static string Name(CacheOutcome outcome) => outcome switch
    {
        CacheOutcome.Hit => "hit",
        CacheOutcome.Stored => "stored",
        CacheOutcome.Joined => "joined",
        CacheOutcome.Miss => "miss",
        _ => "bypassed",
    };
}
