using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Section <c>Speaking</c>: how streams of speech are read from the cluster and written to clients.</summary>
internal sealed class SpeakingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Speaking";

    /// <summary>Audio held for a client that does not read, bytes; 4 MB.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int ReadAheadBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Seconds that the read-ahead stays full before the cluster's stream is let go, to be re-opened later; 10.</summary>
    [Range(1, 20)]
    public int ReleaseSeconds { get; set; } = 10;

    /// <summary>Seconds without a sign of life before a stream is taken for dead and re-opened elsewhere; 3.</summary>
    [Range(1, 60)]
    public int SilenceSeconds { get; set; } = 3;

    /// <summary>Seconds that a stream may take to say it is open before its silo is taken for silent; 2. Another silo is asked besides after half a second.</summary>
    [Range(1, 60)]
    public int AnswerSeconds { get; set; } = 2;

    /// <summary>
    /// How often in a row a stream is re-opened without getting any further; 18, about 30 s with the pauses between: longer than it takes until
    /// the last silo of three goes on alone.
    /// </summary>
    [Range(0, 50)]
    public int Reopens { get; set; } = 18;

    /// <summary>Seconds that a client may take no byte before its connection is aborted; 900, a paused player.</summary>
    [Range(2, 86_400)]
    public int IdleSeconds { get; set; } = 900;

    /// <summary>Bytes of a whole answer held in memory; a longer one goes to a temporary file. 32 MB.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int SpoolBytes { get; set; } = 32 * 1024 * 1024;
}
