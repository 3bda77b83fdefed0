using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>How a silo synthesises.</summary>
public sealed class SynthesisOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Synthesis";

    /// <summary>Inference threads; 0 for one a core.</summary>
    [Range(0, 256, ErrorMessage = "Synthesis:Slots must be between 0 (one a core) and 256.")]
    public int Slots { get; set; }

    /// <summary>Threads beside the slots that speak to listeners while the slots are held by pieces of jobs; 0 for none. Default 1.</summary>
    [Range(0, 16, ErrorMessage = "Synthesis:ExpressSlots must be between 0 (none) and 16.")]
    public int ExpressSlots { get; set; } = 1;

    /// <summary>How long a piece may take in its slot; then its engine counts as hung and is replaced. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Synthesis:PieceTimeout must be between 00:00:01 and 01:00:00.")]
    public TimeSpan PieceTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Hung engines that a silo lives with; with one more it is neither live nor ready, to be restarted. Default 2.</summary>
    [Range(0, 1000, ErrorMessage = "Synthesis:MostHung must be between 0 and 1000.")]
    public int MostHung { get; set; } = 2;

    /// <summary>Pieces that may wait for each slot; an offer beyond that is refused at once. Default 2.</summary>
    [Range(1, 64, ErrorMessage = "Synthesis:WaitingPerSlot must be between 1 and 64.")]
    public int WaitingPerSlot { get; set; } = 2;

    /// <summary>Requests that may wait for each slot to begin at most, when all queues are full; who comes on top is sent away at once. Default 16.</summary>
    [Range(1, 1024, ErrorMessage = "Synthesis:StartsPerSlot must be between 1 and 1024.")]
    public int StartsPerSlot { get; set; } = 16;

    /// <summary>How long the sessions of a voice that is not the default one stay loaded unused. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Synthesis:UnloadAfter must be between 00:00:01 and 7.00:00:00.")]
    public TimeSpan UnloadAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a piece looks for a slot, beyond its slack, when every silo refuses. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Synthesis:Patience must be between 00:00:00 and 00:10:00.")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a request may have to wait to begin when every silo refuses. Who would have to wait longer, by the pace at which others have begun, is
    /// told to come back at once; who was let in waits three times as long at most, should the pace slow down. Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Synthesis:StartPatience must be between 00:00:00 and 00:10:00.")]
    public TimeSpan StartPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a silo that stops waits for the pieces it has taken. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Synthesis:DrainTimeout must be between 00:00:00 and 00:10:00.")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary><see cref="Slots"/> with its default filled in.</summary>
    public int EffectiveSlots => Slots > 0 ? Slots : Environment.ProcessorCount;
}
