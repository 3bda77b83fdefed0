using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Rendering;

/// <summary>Reads from the store, a sentence's audio at a time.</summary>
[StatelessWorker(1, removeIdleWorkers: false), Reentrant]
internal sealed class JobReader(JobStore store, IOptions<JobsOptions> options) : Grain, IJobReader
{
    private const int MostJobs = 100;
    private const int ChunkBytes = 64 * 1024;

    public async Task<JobPage> List(string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostJobs);
        JobCursor? cursor = null;
        if (after is not null && !JobCursor.TryParse(after, out cursor))
        {
            throw new JobRefusedException("The page asked for is none of this list.");
        }

        if (!store.IsOn)
        {
            return new([], null);
        }

        var jobs = await JobStore.AnswerAsync(() => store.ListAsync(cursor, limit + 1, cancellationToken));
        return new(
            [.. jobs.Take(limit).Select(job => job.ToStatus(options.Value.TimeToLive))],
            jobs.Length > limit ? JobCursor.Of(jobs[limit - 1]).ToString() : null);
    }

    public async Task<int> CountUnfinished(CancellationToken cancellationToken = default) =>
        store.IsOn ? await JobStore.AnswerAsync(() => store.CountUnfinishedAsync(cancellationToken)) : 0;

    public async Task<ImmutableArray<RenderedSentence>> GetSentences(string job, int chapter, CancellationToken cancellationToken = default)
    {
        if (!store.IsOn || await JobStore.AnswerAsync(() => store.ReadChapterAsync(job, chapter, cancellationToken)) is not { } paragraphs)
        {
            return [];
        }

        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            text.Append(paragraph.Text);
        }

        var whole = text.ToString();
        var sentences = await JobStore.AnswerAsync(() => store.ListSentencesAsync(job, chapter, cancellationToken));
        return [.. sentences.Select(sentence => new RenderedSentence(
            sentence.Start, whole.Substring(sentence.Start, sentence.Length), sentence.Samples, sentence.Speech))];
    }

    public async IAsyncEnumerable<ChapterAudio> ReadAudio(string job, int chapter, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromSample);
        var found = store.IsOn ? await JobStore.AnswerAsync(() => store.FindAsync(job, cancellationToken)) : null;
        if (found is null || chapter < 0 || chapter >= found.Chapters.Length)
        {
            throw new JobRefusedException("There is no such chapter.");
        }

        if (!found.Chapters[chapter].Whole)
        {
            throw new JobRefusedException($"Chapter {chapter + 1} is not rendered yet.");
        }

        var begin = 0L;
        foreach (var sentence in await JobStore.AnswerAsync(() => store.ListSentencesAsync(job, chapter, cancellationToken)))
        {
            var end = begin + sentence.Samples;
            if (end > fromSample)
            {
                var pcm = await JobStore.AnswerAsync(() => store.ReadAudioAsync(job, chapter, sentence.Start, cancellationToken))
                    ?? throw new JobRefusedException("The job was deleted while it was read.");
                for (var at = (int)(Math.Max(fromSample - begin, 0) * SampleSkip.SampleBytes); at < pcm.Length; at += ChunkBytes)
                {
                    yield return new(begin + (at / SampleSkip.SampleBytes), pcm.AsSpan(at, Math.Min(ChunkBytes, pcm.Length - at)).ToArray());
                }
            }

            begin = end;
        }

        if (fromSample > begin)
        {
            throw new JobRefusedException($"Sample {fromSample} lies behind the end of chapter {chapter + 1}, which has {begin}.");
        }
    }
}
