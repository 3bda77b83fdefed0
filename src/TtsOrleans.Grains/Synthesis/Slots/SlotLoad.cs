namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>What a silo's slots do at one moment.</summary>
/// <param name="Slots">Inference threads.</param>
/// <param name="Busy">Those at work.</param>
/// <param name="Waiting">Pieces waiting.</param>
/// <param name="Draining">Whether no more work is taken.</param>
internal readonly record struct SlotLoad(int Slots, int Busy, int Waiting, bool Draining);
