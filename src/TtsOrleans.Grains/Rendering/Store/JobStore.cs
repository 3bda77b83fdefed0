using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>
/// Jobs in a database, in SQL that PostgreSQL and SQLite both take. A sentence's audio is one row that is written once; how far a job has
/// come is counted from those rows and never written down beside them. Thread-safe; no call runs on the caller's scheduler.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle.")]
internal sealed partial class JobStore(DbDataSource? source, TimeProvider clock, JobInstruments instruments)
{
    private const int StatementSeconds = 15;

    // The database serves membership and reminders too; jobs must not take all its connections.
    private readonly SemaphoreSlim _connections = new(8);

    /// <summary>Whether there is a database.</summary>
    public bool IsOn => source is not null;

    /// <summary>Whether the store may well answer a moment later.</summary>
    public static bool IsOutage(Exception fault) =>
        fault is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    /// <summary>Calls a store for somebody who waits: an outage is told, not waited out.</summary>
    /// <exception cref="SpeechUnavailableException">The store does not answer now.</exception>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (IsOutage(fault))
        {
            throw new SpeechUnavailableException($"The store of render jobs does not answer: {fault.Message}") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }

    /// <summary>Text that every database takes: zeroes and lone surrogates are replaced.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    private Task<T> DoAsync<T>(string operation, Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            throw new JobRefusedException("Render jobs need a store, and there is none; set Storage:Enabled=true.");
        }

        // SQLite works on the calling thread, asynchronous or not.
        return Task.Run(
            async () =>
            {
                await _connections.WaitAsync(cancellationToken);
                var started = Stopwatch.GetTimestamp();
                try
                {
                    await using var connection = await source.OpenConnectionAsync(cancellationToken);
                    var result = await work(connection);
                    instruments.Stored(operation, Stopwatch.GetElapsedTime(started));
                    return result;
                }
                catch (Exception fault) when (IsOutage(fault))
                {
                    instruments.StoreFailed(operation);
                    throw;
                }
                finally
                {
                    _connections.Release();
                }
            },
            cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = StatementSeconds;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static async Task<int> ExecuteAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<List<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
