using System.Globalization;
using System.Security.Cryptography;

namespace TtsOrleans.Books.Real;

/// <summary>Fetches all of a finished book and holds it against itself and its text.</summary>
internal sealed class BookChecks(BookClient client, Book book, JobAnswer job)
{
    private const double Millisecond = 0.001;

    /// <summary>Every chapter, the whole, and the subtitles of both.</summary>
    /// <returns>What was found, for people.</returns>
    /// <exception cref="InvalidOperationException">Something is missing, too much, or does not fit.</exception>
    public async Task<string> CheckAsync()
    {
        Check.That(job.State == "done" && job.Sentences.Done == job.Sentences.Total, $"The job ended {job.State} with {job.Sentences.Done} of {job.Sentences.Total} sentences.");
        Check.That(job.Chapters.Count == book.Chapters.Length, $"{book.Chapters.Length} chapters became {job.Chapters.Count}.");
        using var parts = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (bytes, cues) = (0L, 0);
        for (var chapter = 0; chapter < job.Chapters.Count; chapter++)
        {
            bytes += await CheckAudioAsync(job.Chapters[chapter], parts);
            cues += await CheckSubtitlesAsync(chapter);
        }

        await using var file = await client.OpenAsync(job.Audio!);
        var whole = await Recording.ReadAsync(file, all);
        Check.That(whole.Bytes == bytes, $"The whole has {whole.Bytes} bytes of samples, its chapters {bytes}.");
        Check.That(parts.GetHashAndReset().SequenceEqual(all.GetHashAndReset()), "The whole does not sound as its chapters do.");
        Check.That(Math.Abs(whole.Seconds - job.AudioSeconds) <= Millisecond, $"The whole is {whole.Seconds} s long, not {job.AudioSeconds} s.");
        var subtitles = Subtitles.Parse(await client.ReadAsync($"/api/jobs/{job.Id}/subtitles.srt"));
        subtitles.CheckEnd(whole.Seconds, "the whole");
        Check.That(subtitles.Cues == cues && cues == job.Sentences.Total, $"The whole has {subtitles.Cues} cues, its chapters {cues}, for {job.Sentences.Total} sentences.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job.Chapters.Count} chapters, {cues} sentences, {whole.Seconds:0.000} s of audio: the whole is its chapters byte for byte; {cues} cues say all of the text, the last one goes at {subtitles.End:0.000} s");
    }

    private async Task<long> CheckAudioAsync(ChapterAnswer chapter, IncrementalHash digest)
    {
        await using var file = await client.OpenAsync(chapter.Audio!);
        var audio = await Recording.ReadAsync(file, digest);
        Check.That(Math.Abs(audio.Seconds - chapter.AudioSeconds) <= Millisecond, $"{chapter.Title} is {audio.Seconds} s long, not {chapter.AudioSeconds} s.");
        return audio.Bytes;
    }

    private async Task<int> CheckSubtitlesAsync(int index)
    {
        var chapter = job.Chapters[index];
        var subtitles = Subtitles.Parse(await client.ReadAsync($"/api/jobs/{job.Id}/chapters/{chapter.Number}/subtitles.srt"));
        subtitles.CheckEnd(chapter.AudioSeconds, chapter.Title);
        Check.That(subtitles.Text.EndsWith(string.Concat(book.Chapters[index]), StringComparison.Ordinal), $"The subtitles of {chapter.Title} do not say its text.");
        return subtitles.Cues;
    }
}
