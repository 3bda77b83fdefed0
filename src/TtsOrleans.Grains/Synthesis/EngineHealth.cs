using Microsoft.Extensions.Options;
using TtsOrleans.Grains.Synthesis.Slots;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>Whether this silo's engines come back from their calls.</summary>
public sealed class EngineHealth
{
    private readonly SlotScheduler _scheduler;
    private readonly int _most;

    internal EngineHealth(SlotScheduler scheduler, IOptions<SynthesisOptions> options) => (_scheduler, _most) = (scheduler, options.Value.MostHung);

    /// <summary>Engines that never came back.</summary>
    public int Hung => _scheduler.Hung;

    /// <summary>Whether they are more than a process should live with.</summary>
    public bool Hopeless => Hung > _most;
}
