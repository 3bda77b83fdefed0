using System.Collections.Immutable;
using System.Text.Json;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Rendering.Store;

internal sealed partial class JobStore
{
    /// <summary>A chapter's text; null if there is no such chapter.</summary>
    public Task<ImmutableArray<JobParagraph>?> ReadChapterAsync(string job, int chapter, CancellationToken cancellationToken) =>
        DoAsync<ImmutableArray<JobParagraph>?>("text", async connection =>
        {
            var found = await ReadAsync(
                Command(connection, "SELECT paragraphs FROM tts_job_chapter WHERE job = @job AND chapter = @chapter", ("job", job), ("chapter", chapter)),
                row => row.GetString(0),
                cancellationToken);
            return found is [var paragraphs] ? JsonSerializer.Deserialize<ImmutableArray<JobParagraph>>(paragraphs) : null;
        }, cancellationToken);

    /// <summary>Says how many sentences a chapter has.</summary>
    public Task<AddOutcome> PlanAsync(StoredJob job, int chapter, int sentences, CancellationToken cancellationToken) => DoAsync("plan", async connection =>
        await ExecuteAsync(
            Command(
                connection,
                """
                UPDATE tts_job_chapter SET sentences = @sentences
                WHERE job = @job AND chapter = @chapter AND EXISTS (SELECT 1 FROM tts_job WHERE id = @job AND version = @version)
                """,
                ("sentences", sentences), ("job", job.Id), ("chapter", chapter), ("version", job.Version)),
            cancellationToken) > 0 ? AddOutcome.Added : AddOutcome.Lost, cancellationToken);

    /// <summary>The rendered sentences of a chapter in the order of its text.</summary>
    public Task<List<StoredSentence>> ListSentencesAsync(string job, int chapter, CancellationToken cancellationToken) => DoAsync("sentences", connection => ReadAsync(
        Command(
            connection,
            "SELECT start, length, samples, speech FROM tts_job_sentence WHERE job = @job AND chapter = @chapter ORDER BY start",
            ("job", job), ("chapter", chapter)),
        row => new StoredSentence(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3)),
        cancellationToken), cancellationToken);

    /// <summary>Where the failed sentences of a chapter lie.</summary>
    public Task<List<StoredSentence>> ListErrorsAsync(string job, int chapter, CancellationToken cancellationToken) => DoAsync("sentences", connection => ReadAsync(
        Command(
            connection,
            "SELECT start, length FROM tts_job_error WHERE job = @job AND chapter = @chapter ORDER BY start",
            ("job", job), ("chapter", chapter)),
        row => new StoredSentence(row.GetInt32(0), row.GetInt32(1), 0, 0),
        cancellationToken), cancellationToken);

    /// <summary>The audio of one sentence, 16-bit little-endian mono; null if it is not there.</summary>
    public Task<byte[]?> ReadAudioAsync(string job, int chapter, int start, CancellationToken cancellationToken) => DoAsync("audio", async connection =>
        (await ReadAsync(
            Command(
                connection,
                "SELECT pcm FROM tts_job_sentence WHERE job = @job AND chapter = @chapter AND start = @start",
                ("job", job), ("chapter", chapter), ("start", start)),
            row => row.GetFieldValue<byte[]>(0),
            cancellationToken)).SingleOrDefault(), cancellationToken);

    /// <summary>Stores a rendered sentence, once, for whoever runs the job in this version.</summary>
    public Task<AddOutcome> AddSentenceAsync(StoredJob job, int chapter, StoredSentence sentence, byte[] pcm, CancellationToken cancellationToken) =>
        AddAsync(
            "add",
            """
            INSERT INTO tts_job_sentence (job, chapter, start, length, samples, speech, pcm)
            SELECT id, @chapter, @start, @length, @samples, @speech, @pcm FROM tts_job WHERE id = @job AND version = @version
            ON CONFLICT DO NOTHING
            """,
            job,
            [("chapter", chapter), ("start", sentence.Start), ("length", sentence.Length), ("samples", sentence.Samples), ("speech", sentence.Speech), ("pcm", pcm)],
            cancellationToken);

    /// <summary>Stores why a sentence cannot be rendered.</summary>
    public Task<AddOutcome> AddErrorAsync(StoredJob job, SentenceError error, int length, CancellationToken cancellationToken) =>
        AddAsync(
            "add",
            """
            INSERT INTO tts_job_error (job, chapter, start, length, text, message)
            SELECT id, @chapter, @start, @length, @text, @message FROM tts_job WHERE id = @job AND version = @version
            ON CONFLICT DO NOTHING
            """,
            job,
            [("chapter", error.Chapter), ("start", error.Start), ("length", length), ("text", Clean(error.Text)), ("message", Clean(error.Message))],
            cancellationToken);

    private Task<AddOutcome> AddAsync(string operation, string sql, StoredJob job, (string, object?)[] parameters, CancellationToken cancellationToken) =>
        DoAsync(operation, async connection =>
        {
            if (await ExecuteAsync(Command(connection, sql, [.. parameters, ("job", job.Id), ("version", job.Version)]), cancellationToken) > 0)
            {
                return AddOutcome.Added;
            }

            var mine = await ReadAsync(
                Command(connection, "SELECT 1 FROM tts_job WHERE id = @job AND version = @version", ("job", job.Id), ("version", job.Version)),
                row => row.GetInt32(0),
                cancellationToken);
            return mine.Count > 0 ? AddOutcome.Known : AddOutcome.Lost;
        }, cancellationToken);
}
