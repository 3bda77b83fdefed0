using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>A job's share of the store.</summary>
internal readonly record struct JobSize(string Id, long Bytes);

internal sealed partial class JobStore
{
    /// <summary>Takes the turn to sweep; false if another silo has it.</summary>
    public Task<bool> TakeTurnAsync(TimeSpan length, CancellationToken cancellationToken) => DoAsync("sweep", async connection =>
    {
        var now = clock.GetUtcNow();
        return await ExecuteAsync(
            Command(
                connection,
                "UPDATE tts_job_sweep SET taken_until = @taken_until WHERE taken_until <= @now",
                ("taken_until", (now + length).ToUnixTimeMilliseconds()), ("now", now.ToUnixTimeMilliseconds())),
            cancellationToken) > 0;
    }, cancellationToken);

    /// <summary>Cancels all jobs that ended before a moment.</summary>
    /// <returns>How many.</returns>
    public Task<int> CancelEndedAsync(DateTimeOffset before, CancellationToken cancellationToken) => DoAsync("sweep", connection => ExecuteAsync(
        Command(
            connection,
            "UPDATE tts_job SET state = @cancelled, version = version + 1 WHERE state IN (@done, @failed) AND finished < @before",
            ("cancelled", (int)JobState.Cancelled), ("done", (int)JobState.Done), ("failed", (int)JobState.Failed), ("before", before.ToUnixTimeMilliseconds())),
        cancellationToken), cancellationToken);

    /// <summary>Cancels a job if it has ended.</summary>
    public Task<int> CancelEndedAsync(string id, CancellationToken cancellationToken) => DoAsync("sweep", connection => ExecuteAsync(
        Command(
            connection,
            "UPDATE tts_job SET state = @cancelled, version = version + 1 WHERE id = @id AND state IN (@done, @failed)",
            ("cancelled", (int)JobState.Cancelled), ("done", (int)JobState.Done), ("failed", (int)JobState.Failed), ("id", id)),
        cancellationToken), cancellationToken);

    /// <summary>Bytes of audio that are stored.</summary>
    public Task<long> SizeAsync(CancellationToken cancellationToken) => DoAsync("sweep", async connection =>
        (await ReadAsync(Command(connection, "SELECT CAST(coalesce(sum(samples), 0) * 2 AS bigint) FROM tts_job_sentence"), row => row.GetInt64(0), cancellationToken))[0], cancellationToken);

    /// <summary>The jobs that have ended, those that ended first first.</summary>
    public Task<List<JobSize>> ListEndedAsync(int limit, CancellationToken cancellationToken) => DoAsync("sweep", connection => ReadAsync(
        Command(
            connection,
            """
            SELECT id, CAST((SELECT coalesce(sum(samples), 0) * 2 FROM tts_job_sentence WHERE job = id) AS bigint)
            FROM tts_job WHERE state IN (@done, @failed) ORDER BY finished, id LIMIT @limit
            """,
            ("done", (int)JobState.Done), ("failed", (int)JobState.Failed), ("limit", limit)),
        row => new JobSize(row.GetString(0), row.GetInt64(1)),
        cancellationToken), cancellationToken);

    /// <summary>UTF-16 units times samples a second of all jobs that have not ended, an id left out: what they will fill, by its rule.</summary>
    public Task<long> UnfinishedAsync(string except, CancellationToken cancellationToken) => DoAsync("size", async connection =>
        (await ReadAsync(
            Command(
                connection,
                "SELECT CAST(coalesce(sum(characters * sample_rate), 0) AS bigint) FROM tts_job WHERE state IN (@waiting, @running, @paused) AND id <> @except",
                ("waiting", (int)JobState.Waiting), ("running", (int)JobState.Running), ("paused", (int)JobState.Paused), ("except", except)),
            row => row.GetInt64(0),
            cancellationToken))[0], cancellationToken);

    /// <summary>Cancelled jobs of which something is left.</summary>
    public Task<List<string>> ListCancelledAsync(CancellationToken cancellationToken) => DoAsync("sweep", connection => ReadAsync(
        Command(connection, "SELECT id FROM tts_job WHERE state = @cancelled ORDER BY id", ("cancelled", (int)JobState.Cancelled)),
        row => row.GetString(0),
        cancellationToken), cancellationToken);

    /// <summary>Deletes some of a cancelled job.</summary>
    /// <returns>Whether something is left.</returns>
    public Task<bool> DeleteSomeAsync(string id, int sentences, CancellationToken cancellationToken) => DoAsync("sweep", async connection =>
    {
        var deleted = await ExecuteAsync(
            Command(
                connection,
                """
                DELETE FROM tts_job_sentence WHERE job = @job AND (chapter, start) IN
                    (SELECT chapter, start FROM tts_job_sentence WHERE job = @job LIMIT @limit)
                """,
                ("job", id), ("limit", sentences)),
            cancellationToken);
        if (deleted > 0)
        {
            return true;
        }

        await ExecuteAsync(Command(connection, "DELETE FROM tts_job_error WHERE job = @job", ("job", id)), cancellationToken);
        await ExecuteAsync(Command(connection, "DELETE FROM tts_job_chapter WHERE job = @job", ("job", id)), cancellationToken);
        await ExecuteAsync(
            Command(connection, "DELETE FROM tts_job WHERE id = @job AND state = @cancelled", ("job", id), ("cancelled", (int)JobState.Cancelled)), cancellationToken);
        return false;
    }, cancellationToken);
}
