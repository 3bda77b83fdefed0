using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Books.Simulated;

/// <summary>Reads all that a job has stored and holds it against the book.</summary>
internal static class StoredBook
{
    /// <returns>Bytes of audio.</returns>
    /// <exception cref="InvalidOperationException">A sentence is missing or there twice, or its audio is not.</exception>
    public static async Task<long> CheckAsync(IGrainFactory grains, Book book, JobStatus status)
    {
        var bytes = 0L;
        for (var chapter = 0; chapter < book.Chapters.Length; chapter++)
        {
            var reader = grains.GetGrain<IJobReader>(chapter % IJobReader.Keys);
            var sentences = await reader.GetSentences(status.Id, chapter);
            var title = Book.TitleOf(chapter);
            Check.That(sentences.Length == status.Chapters[chapter].Sentences, $"{title} has {sentences.Length} sentences, not {status.Chapters[chapter].Sentences}.");
            Check.That(
                string.Concat(sentences.Select(sentence => sentence.Text)) == string.Concat(book.Chapters[chapter]),
                $"The sentences of {title} are not its text, each part of it once.");
            var samples = sentences.Sum(sentence => sentence.Samples);
            Check.That(samples == status.Chapters[chapter].Samples && sentences.All(sentence => sentence.Samples > 0), $"{title} has {samples} samples, not {status.Chapters[chapter].Samples}.");
            bytes += await ReadAsync(reader, status, chapter);
        }

        return bytes;
    }

    private static async Task<long> ReadAsync(IJobReader reader, JobStatus status, int chapter)
    {
        var sample = 0L;
        await foreach (var audio in reader.ReadAudio(status.Id, chapter, 0))
        {
            Check.That(audio.Sample == sample, $"{Book.TitleOf(chapter)} went on at sample {audio.Sample}, not {sample}.");
            sample += audio.Pcm.Length / 2;
        }

        Check.That(sample == status.Chapters[chapter].Samples, $"{Book.TitleOf(chapter)} has {status.Chapters[chapter].Samples} samples, of which {sample} came.");
        return sample * 2;
    }
}
