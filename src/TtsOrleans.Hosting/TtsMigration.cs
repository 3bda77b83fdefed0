using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Hosting;

/// <summary>The command <c>migrate</c>: applies the scripts of <c>deploy/postgres</c> to the cluster's database.</summary>
public static class TtsMigration
{
    private const string Own = $"{ClusterOptions.Section}:{nameof(ClusterOptions.ConnectionString)}";
    private const string Owner = $"{ClusterOptions.Section}:{nameof(ClusterOptions.MigrationConnectionString)}";

    /// <summary>Runs it with the configuration of a silo; it may be repeated, and run in several places at once.</summary>
    /// <param name="args">Command line after the command; <c>--Cluster:MigrationConnectionString=…</c> connects as the schema's owner.</param>
    /// <returns>Exit code: 0 when the database has the schema, 1 if not, with a sentence that says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = TtsStart.CreateBuilder(args);
        builder.Configuration[$"{ClusterOptions.Section}:{nameof(ClusterOptions.Mode)}"] = nameof(ClusterMode.Postgres);
        builder.Configuration[Own] ??= builder.Configuration[Owner];
        builder.Services.AddSettings<ClusterOptions>(ClusterOptions.Section);
        await using var app = builder.Build();

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            await MigrateAsync(app.Services.GetRequiredService<IOptions<ClusterOptions>>().Value, stop.Token);
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { Count: > 0 } reasons)
        {
            foreach (var reason in reasons)
            {
                await Console.Error.WriteLineAsync($"Cannot migrate: {reason}");
            }

            return 1;
        }
    }

    private static async Task MigrateAsync(ClusterOptions cluster, CancellationToken cancellationToken)
    {
        var written = string.IsNullOrEmpty(cluster.MigrationConnectionString) ? cluster.ConnectionString : cluster.MigrationConnectionString;
        var connection = PostgresConnection.Complete(written, "tts migrate");
        await using var source = NpgsqlDataSource.Create(connection);
        var wait = new DatabaseWait(TimeProvider.System, cluster.ConnectTimeout, reason => Console.WriteLine($"Waiting up to {cluster.ConnectTimeout}: {reason}"));
        await wait.UntilAsync(async token => await (await source.OpenConnectionAsync(token)).DisposeAsync(), cancellationToken);
        Console.WriteLine($"Migrating {PostgresConnection.Describe(connection)}.");
        await new SchemaMigration(source, SchemaScript.All, Console.WriteLine).RunAsync(cluster.RuntimeRole, cancellationToken);
    }

    private static IReadOnlyList<string> Explain(Exception exception) => exception switch
    {
        OptionsValidationException { Failures: var failures } => [.. failures],
        PostgresException { MessageText: var text } => [$"the database refuses: {text}"],
        InvalidDataException or DatabaseNotReadyException or NpgsqlException => [exception.Message],
        OperationCanceledException => ["it was interrupted; what was not finished was not applied."],
        _ => [],
    };
}
