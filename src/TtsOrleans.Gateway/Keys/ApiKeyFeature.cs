namespace TtsOrleans.Gateway.Keys;

/// <summary>The key a request came with, known only by the beginning of its digest.</summary>
/// <param name="Prefix">Eight hexadecimal digits.</param>
internal sealed record ApiKeyFeature(string Prefix);
