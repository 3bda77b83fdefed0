using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Rendering.Store;

internal sealed partial class JobStore
{
    private const int MostErrors = 100;

    private const string JobColumns = "id, title, voice_name, voice_hash, sample_rate, format, volume, state, version, created, finished";

    /// <summary>Stores an order that waits to be rendered.</summary>
    /// <returns>Whether the same order is stored under that id now; false if it is another, or one that was cancelled.</returns>
    public Task<bool> CreateAsync(string id, JobOrder order, CancellationToken cancellationToken) => DoAsync("create", async connection =>
    {
        // The version of the voice may change between an order and its repetition.
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(order with { Voice = order.Voice with { Hash = "" } })));
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await InTransactionAsync(
            """
            INSERT INTO tts_job (id, fingerprint, title, voice_name, voice_hash, sample_rate, format, volume, characters, state, version, created)
            VALUES (@id, @fingerprint, @title, @voice_name, @voice_hash, @sample_rate, @format, @volume, @characters, @state, 1, @created)
            ON CONFLICT DO NOTHING
            """,
            ("id", id), ("fingerprint", fingerprint), ("title", Clean(order.Title)), ("voice_name", order.Voice.Name), ("voice_hash", order.Voice.Hash),
            ("sample_rate", order.SampleRate), ("format", order.Format), ("volume", order.Volume), ("characters", order.Chapters.Sum(Characters)),
            ("state", (int)JobState.Waiting), ("created", clock.GetUtcNow().ToUnixTimeMilliseconds()));
        if (added == 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            var known = await ReadAsync(
                Command(connection, "SELECT fingerprint FROM tts_job WHERE id = @id AND state <> @cancelled", ("id", id), ("cancelled", (int)JobState.Cancelled)),
                row => row.GetString(0),
                cancellationToken);
            return known is [var first] && first == fingerprint;
        }

        for (var chapter = 0; chapter < order.Chapters.Length; chapter++)
        {
            await InTransactionAsync(
                "INSERT INTO tts_job_chapter (job, chapter, title, characters, paragraphs) VALUES (@job, @chapter, @title, @characters, @paragraphs)",
                ("job", id), ("chapter", chapter), ("title", Clean(order.Chapters[chapter].Title)), ("characters", (int)Characters(order.Chapters[chapter])),
                ("paragraphs", JsonSerializer.Serialize(order.Chapters[chapter].Paragraphs)));
        }

        await transaction.CommitAsync(cancellationToken);
        return true;

        Task<int> InTransactionAsync(string sql, params ReadOnlySpan<(string, object?)> parameters)
        {
            var command = Command(connection, sql, parameters);
            command.Transaction = transaction;
            return ExecuteAsync(command, cancellationToken);
        }
    }, cancellationToken);

    /// <summary>A job and how far it has come; null if there is none or it was cancelled.</summary>
    public Task<StoredJob?> FindAsync(string id, CancellationToken cancellationToken) => DoAsync("find", async connection =>
    {
        var jobs = await ReadAsync(
            Command(connection, $"SELECT {JobColumns} FROM tts_job WHERE id = @id AND state <> @cancelled", ("id", id), ("cancelled", (int)JobState.Cancelled)),
            ReadJob,
            cancellationToken);
        if (jobs is not [var job])
        {
            return null;
        }

        var errors = await ReadAsync(
            Command(
                connection,
                "SELECT chapter, start, text, message FROM tts_job_error WHERE job = @job ORDER BY chapter, start LIMIT @limit",
                ("job", id), ("limit", MostErrors)),
            row => new SentenceError(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3)),
            cancellationToken);
        return job with { Chapters = await CountAsync(connection, id, cancellationToken), Errors = [.. errors] };
    }, cancellationToken);

    /// <summary>Jobs, newest first, without their errors.</summary>
    /// <param name="after">The last job seen; null to begin.</param>
    /// <param name="limit">Jobs at most.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<ImmutableArray<StoredJob>> ListAsync(JobCursor? after, int limit, CancellationToken cancellationToken) => DoAsync("list", async connection =>
    {
        var jobs = await ReadAsync(
            Command(
                connection,
                $"SELECT {JobColumns} FROM tts_job WHERE state <> @cancelled AND (created, id) < (@created, @id) ORDER BY created DESC, id DESC LIMIT @limit",
                ("cancelled", (int)JobState.Cancelled), ("created", after?.Created ?? long.MaxValue), ("id", after?.Id ?? ""), ("limit", limit)),
            ReadJob,
            cancellationToken);
        for (var i = 0; i < jobs.Count; i++)
        {
            jobs[i] = jobs[i] with { Chapters = await CountAsync(connection, jobs[i].Id, cancellationToken) };
        }

        return jobs.ToImmutableArray();
    }, cancellationToken);

    /// <summary>Ids of the jobs that are to run now, those ordered first first.</summary>
    public Task<List<string>> ListRunnableAsync(int limit, CancellationToken cancellationToken) => DoAsync("list", connection => ReadAsync(
        Command(
            connection,
            "SELECT id FROM tts_job WHERE state IN (@waiting, @running) ORDER BY created, id LIMIT @limit",
            ("waiting", (int)JobState.Waiting), ("running", (int)JobState.Running), ("limit", limit)),
        row => row.GetString(0),
        cancellationToken), cancellationToken);

    /// <summary>How many jobs have not ended.</summary>
    public Task<int> CountUnfinishedAsync(CancellationToken cancellationToken) => DoAsync("list", async connection => (await ReadAsync(
        Command(
            connection,
            "SELECT CAST(count(*) AS bigint) FROM tts_job WHERE state IN (@waiting, @running, @paused)",
            ("waiting", (int)JobState.Waiting), ("running", (int)JobState.Running), ("paused", (int)JobState.Paused)),
        row => (int)row.GetInt64(0),
        cancellationToken))[0], cancellationToken);

    /// <summary>Changes the state, if nobody else has since; the new version is one more.</summary>
    public Task<bool> ChangeAsync(StoredJob job, JobState state, CancellationToken cancellationToken) => DoAsync("change", async connection =>
        await ExecuteAsync(
            Command(
                connection,
                "UPDATE tts_job SET state = @state, finished = @finished, version = version + 1 WHERE id = @id AND version = @version",
                ("state", (int)state), ("finished", state >= JobState.Done ? clock.GetUtcNow().ToUnixTimeMilliseconds() : null), ("id", job.Id), ("version", job.Version)),
            cancellationToken) > 0, cancellationToken);

    /// <summary>Forgets what failed, so that it is tried again.</summary>
    public Task ForgetErrorsAsync(string id, CancellationToken cancellationToken) => DoAsync("change", connection =>
        ExecuteAsync(Command(connection, "DELETE FROM tts_job_error WHERE job = @job", ("job", id)), cancellationToken), cancellationToken);

    private static async Task<ImmutableArray<ChapterCount>> CountAsync(DbConnection connection, string job, CancellationToken cancellationToken)
    {
        var done = (await ReadAsync(
            Command(
                connection,
                """
                SELECT chapter, CAST(count(*) AS bigint), CAST(sum(length) AS bigint), CAST(sum(samples) AS bigint)
                FROM tts_job_sentence WHERE job = @job GROUP BY chapter
                """,
                ("job", job)),
            row => (Chapter: row.GetInt32(0), Sentences: (int)row.GetInt64(1), Characters: (int)row.GetInt64(2), Samples: row.GetInt64(3)),
            cancellationToken)).ToDictionary(count => count.Chapter);
        var failed = (await ReadAsync(
            Command(connection, "SELECT chapter, CAST(count(*) AS bigint) FROM tts_job_error WHERE job = @job GROUP BY chapter", ("job", job)),
            row => (Chapter: row.GetInt32(0), Sentences: (int)row.GetInt64(1)),
            cancellationToken)).ToDictionary(count => count.Chapter);
        var chapters = await ReadAsync(
            Command(connection, "SELECT chapter, title, characters, sentences FROM tts_job_chapter WHERE job = @job ORDER BY chapter", ("job", job)),
            row =>
            {
                var count = done.GetValueOrDefault(row.GetInt32(0));
                return new ChapterCount(
                    row.GetString(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt32(3),
                    count.Sentences, count.Characters, count.Samples, failed.GetValueOrDefault(row.GetInt32(0)).Sentences);
            },
            cancellationToken);
        return [.. chapters];
    }

    private static StoredJob ReadJob(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        new(row.GetString(2), row.GetString(3)),
        row.GetInt32(4),
        row.GetString(5),
        row.GetFloat(6),
        (JobState)row.GetInt32(7),
        row.GetInt64(8),
        Time(row.GetInt64(9)),
        row.IsDBNull(10) ? null : Time(row.GetInt64(10)));

    private static long Characters(JobChapter chapter) => chapter.Paragraphs.Sum(paragraph => (long)paragraph.Text.Length);
}
