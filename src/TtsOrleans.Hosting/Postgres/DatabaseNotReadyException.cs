namespace TtsOrleans.Hosting.Postgres;

/// <summary>The database cannot be used yet; the message, without a capital, says what whoever runs it has to do.</summary>
internal sealed class DatabaseNotReadyException(string message, Exception? inner = null) : Exception(message, inner);
