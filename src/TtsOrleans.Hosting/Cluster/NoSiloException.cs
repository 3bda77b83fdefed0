namespace TtsOrleans.Hosting.Cluster;

/// <summary>A client found no silo for as long as it was told to look; the inner exception is what its last attempt met.</summary>
internal sealed class NoSiloException(string message, Exception last) : Exception(message, last);
