namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>How a request ended.</summary>
public enum AnswerKind
{
    /// <summary>With audio, to its end.</summary>
    Whole,

    /// <summary>With a status other than 200.</summary>
    Refused,

    /// <summary>Nobody answered at that address.</summary>
    Unreachable,

    /// <summary>The connection broke before or amid the audio.</summary>
    Broken,

    /// <summary>It did not end before its deadline.</summary>
    Hung,
}
