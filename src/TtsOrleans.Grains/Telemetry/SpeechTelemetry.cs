using System.Diagnostics;

namespace TtsOrleans.Grains.Telemetry;

/// <summary>The public names of what the product measures and traces.</summary>
public static class SpeechTelemetry
{
    /// <summary>The meter of all instruments.</summary>
    public const string Meter = "TtsOrleans";

    /// <summary>The source of all activities: <c>speak</c> → <c>piece</c> → <c>synthesise</c>.</summary>
    public const string ActivitySource = "TtsOrleans";

    internal static ActivitySource Activities { get; } = new(ActivitySource);

    /// <summary>Labels. Never an address, a key or a text: their number would have no bound.</summary>
    internal static class Labels
    {
        public const string Silo = "silo";
        public const string Slot = "slot";
        public const string Voice = "voice";
        public const string Emotion = "emotion";
        public const string Outcome = "outcome";
        public const string Kind = "kind";
        public const string State = "state";
    }
}
