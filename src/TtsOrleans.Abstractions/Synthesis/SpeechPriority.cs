namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>Who goes first when slots are scarce.</summary>
[GenerateSerializer, Alias("TtsOrleans.SpeechPriority")]
public enum SpeechPriority
{
    /// <summary>Somebody is listening.</summary>
    Interactive = 0,

    /// <summary>A render job: whatever interactive requests leave.</summary>
    Job = 1,
}
