using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using TtsOrleans.Grains;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>
/// Every minute one of the silos deletes audio that is too old, and then what was written first until the rest keeps the budget. Steps are
/// short transactions under a lock of the database, each of which measures anew: silos that sweep at once do not delete too much.
/// </summary>
internal sealed partial class StoredAudioSweeper(
    ClusterDatabase database,
    IOptions<ClusterOptions> cluster,
    IOptions<StorageOptions> storage,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider time,
    ILogger<StoredAudioSweeper> logger) : BackgroundService
{
    /// <summary>About 10 MB.</summary>
    private const int RowsAStep = 64;

    /// <summary>First half of the lock's key; the other is the service's.</summary>
    private const int Lock = 0x73776570;

    /// <summary>Takes the oldest rows as long as they are too old, or what is left without them is above the budget. Sizes are as stored.</summary>
    private const string Step =
        """
        WITH oldest AS (
            SELECT state, extension, n0, n1, written_at, octet_length(payload) AS bytes
            FROM stored_audio WHERE service = @service ORDER BY written_at LIMIT @rows),
        counted AS (
            SELECT *, sum(bytes) OVER (ORDER BY written_at, extension, n0, n1) - bytes AS older FROM oldest),
        total AS (
            SELECT sum(octet_length(payload)) AS bytes FROM stored_audio WHERE service = @service),
        chosen AS (
            SELECT counted.*, written_at < now() - @life AS too_old
            FROM counted, total
            WHERE written_at < now() - @life OR total.bytes - counted.older > @budget),
        deleted AS (
            DELETE FROM stored_audio a USING chosen c
            WHERE a.service = @service AND a.state = c.state AND a.extension = c.extension AND a.n0 = c.n0 AND a.n1 = c.n1
            RETURNING c.too_old, c.bytes)
        SELECT count(*) FILTER (WHERE too_old), count(*) FILTER (WHERE NOT too_old), coalesce(sum(bytes), 0)::bigint FROM deleted
        """;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                LogFailed(logger, database.Name, exception);
            }
        }
    }

    /// <summary>One round; ends early when another silo is at it.</summary>
    /// <returns>Rows deleted.</returns>
    internal async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        var (tooOld, tooMuch, bytes) = (0L, 0L, 0L);
        while (await StepAsync(cancellationToken) is { } step)
        {
            (tooOld, tooMuch, bytes) = (tooOld + step.TooOld, tooMuch + step.TooMuch, bytes + step.Bytes);
            if (step.TooOld + step.TooMuch < RowsAStep)
            {
                break;
            }
        }

        if (tooOld + tooMuch > 0)
        {
            LogSwept(logger, tooOld, tooMuch, bytes / (1024 * 1024));
        }

        return tooOld + tooMuch;
    }

    /// <returns>Null if another silo holds the lock.</returns>
    private async Task<(long TooOld, long TooMuch, long Bytes)?> StepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var enter = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(@lock, hashtext(@service))", connection)
        {
            Parameters = { new("lock", Lock), new("service", cluster.Value.ServiceId) },
        };
        if (await enter.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return null;
        }

        await using var step = new NpgsqlCommand(Step, connection)
        {
            Parameters =
            {
                new("service", cluster.Value.ServiceId),
                new("rows", RowsAStep),
                new("life", storage.Value.TimeToLive),
                new("budget", storage.Value.MaxMegabytes * 1024L * 1024L),
            },
        };
        (long, long, long) result;
        await using (var reader = await step.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            result = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        }

        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
