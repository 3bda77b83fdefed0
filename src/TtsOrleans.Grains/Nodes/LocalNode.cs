using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Draining;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Nodes;

/// <summary>This silo, as it describes itself to others.</summary>
internal sealed class LocalNode(
    ILocalSiloDetails silo,
    SlotScheduler scheduler,
    DrainState drain,
    VoiceCatalog catalog,
    AudioStore store,
    SynthesisInstruments synthesis,
    CacheInstruments cache,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock)
{
    private static readonly string ProductVersion =
        typeof(LocalNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly ImmutableArray<VoiceReference> _voices = [.. catalog.Voices.Select(voice => new VoiceReference(voice.Manifest.Name, voice.Hash))];

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>This silo's address.</summary>
    public SiloAddress Address { get; } = silo.SiloAddress;

    /// <summary>The state of this moment.</summary>
    public NodeStatus Status()
    {
        var load = scheduler.Load;
        return new(
            silo.SiloAddress.ToParsableString(),
            silo.Name,
            ProductVersion,
            load.Slots,
            load.Busy,
            load.Waiting,
            load.Draining || drain.Begun,
            _voices,
            cache.Hits,
            cache.Misses,
            store.Bytes,
            synthesis.AudioSeconds,
            synthesis.ComputeSeconds,
            scheduler.QueueLimit,
            _started);
    }
}
