using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Postgres;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>Tells mistakes of whoever starts the process from faults of the process.</summary>
internal static class StartFailure
{
    /// <summary>Whether it is nothing but the start being given up because somebody asked for the end.</summary>
    public static bool IsCancellation(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: var inner } => inner.All(IsCancellation),
        NoSiloException { InnerException: { } last } => IsCancellation(last),
        OperationCanceledException or OrleansLifecycleCanceledException => true,
        _ => false,
    };

    /// <summary>One sentence for each mistake; empty if this is a fault, which deserves its stack trace.</summary>
    public static IReadOnlyList<string> Explain(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: var inner } => [.. inner.SelectMany(Explain)],
        OptionsValidationException { Failures: var failures } => [.. failures],
        VoiceException or OrleansConfigurationException => [exception.Message],
        DatabaseNotReadyException => [exception.Message],
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } => ["the database of Cluster:ConnectionString has no schema; run `TtsOrleans.Silo migrate`."],
        PostgresException { MessageText: var text } => [$"the database of Cluster:ConnectionString refuses: {text}"],
        NpgsqlException => [$"the database of Cluster:ConnectionString cannot be used: {exception.Message}"],
        NoSiloException { InnerException: { } last } => Explain(last) is { Count: > 0 } known ? known : [exception.Message],
        IOException { InnerException: AddressInUseException } => [exception.Message],
        { InnerException: { } inner } => Explain(inner),
        _ => [],
    };
}
