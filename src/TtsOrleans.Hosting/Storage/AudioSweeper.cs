using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains;

namespace TtsOrleans.Hosting.Storage;

/// <summary>Every minute deletes what is too old, then what is too much, and gives the space back. Small steps, so that no write waits long.</summary>
internal sealed partial class AudioSweeper(
    AudioDatabase database,
    IOptions<StorageOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider time,
    ILogger<AudioSweeper> logger) : BackgroundService
{
    private const int RowsAStep = 32;
    private const int PagesAStep = 256;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Task.Run(() => Sweep(stoppingToken), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The archive itself counts what fails; this is tried again in a minute.
                LogFailed(logger, database.Source.File, exception);
            }
        }
    }

    /// <summary>One round.</summary>
    internal void Sweep(CancellationToken cancellationToken)
    {
        if (!File.Exists(database.Source.File))
        {
            return;
        }

        using var connection = database.Source.Open();
        var pageSize = connection.Number("PRAGMA page_size");
        var budget = options.Value.MaxMegabytes * 1024L * 1024L / pageSize;
        var expired = (time.GetUtcNow() - options.Value.TimeToLive).ToUnixTimeSeconds();

        var tooOld = DeleteWhile(() => true, "WHERE written_at < @expired", ("@expired", expired));
        var tooMuch = DeleteWhile(() => Used() > budget, "");

        // Free pages are used again by what is written next: they go back only when they are many.
        var before = connection.Number("PRAGMA page_count");
        if (connection.Number("PRAGMA freelist_count") > before / 10)
        {
            for (var last = -1L; connection.Number("PRAGMA freelist_count") is > 0 and var free && free != last; last = free)
            {
                cancellationToken.ThrowIfCancellationRequested();
                connection.Execute($"PRAGMA incremental_vacuum({PagesAStep})");
            }

            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        if (tooOld + tooMuch > 0)
        {
            var megabytes = (before - connection.Number("PRAGMA page_count")) * pageSize / (1024 * 1024);
            LogSwept(logger, tooOld, tooMuch, megabytes);
        }

        long Used() => connection.Number("PRAGMA page_count") - connection.Number("PRAGMA freelist_count");

        int DeleteWhile(Func<bool> more, string which, params (string, object)[] parameters)
        {
            var deleted = 0;
            while (more())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var step = connection.Execute(
                    $"DELETE FROM stored_grain WHERE id IN (SELECT id FROM stored_grain {which} ORDER BY written_at, id LIMIT {RowsAStep})", parameters);
                if (step == 0)
                {
                    break;
                }

                deleted += step;
            }

            return deleted;
        }
    }
}
