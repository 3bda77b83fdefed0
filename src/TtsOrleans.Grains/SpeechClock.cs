namespace TtsOrleans.Grains;

/// <summary>
/// The product's own clock, registered under <see cref="Key"/>. It is apart from the silo's: a test that stands still in time would
/// otherwise make the silo itself spin.
/// </summary>
public static class SpeechClock
{
    /// <summary>Service key of the <see cref="TimeProvider"/>.</summary>
    public const string Key = "TtsOrleans";
}
