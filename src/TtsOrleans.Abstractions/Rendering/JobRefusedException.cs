namespace TtsOrleans.Abstractions.Rendering;

/// <summary>A job cannot be taken, or its audio not be given; the message says why, for people.</summary>
[GenerateSerializer, Alias("TtsOrleans.JobRefusedException")]
public sealed class JobRefusedException : Exception
{
    /// <summary>No reason given.</summary>
    public JobRefusedException() : this("The job was refused.") { }

    /// <summary>With the reason.</summary>
    public JobRefusedException(string message) : base(message) { }

    /// <summary>With the reason and its cause.</summary>
    public JobRefusedException(string message, Exception innerException) : base(message, innerException) { }
}
