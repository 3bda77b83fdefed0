using System.Collections.Immutable;

namespace TtsOrleans.Abstractions.Rendering;

/// <summary>Reads what jobs have stored, on whatever silo it is asked; callers pick a random key (0 … <see cref="Keys"/> − 1).</summary>
[Alias("TtsOrleans.IJobReader")]
public interface IJobReader : IGrainWithIntegerKey
{
    /// <summary>How many keys callers spread over.</summary>
    const int Keys = 64;

    /// <summary>Jobs, newest first.</summary>
    /// <param name="after"><see cref="JobPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">Jobs at most, 1 … 100.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="JobRefusedException"><paramref name="after"/> is no <see cref="JobPage.Next"/>.</exception>
    [Alias("List")]
    Task<JobPage> List(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>How many jobs wait, run or are paused.</summary>
    [Alias("CountUnfinished")]
    Task<int> CountUnfinished(CancellationToken cancellationToken = default);

    /// <summary>The rendered sentences of a chapter in the order of its text; empty if there is no such chapter.</summary>
    /// <param name="job">Id of the job.</param>
    /// <param name="chapter">Index of the chapter, from 0.</param>
    /// <param name="cancellationToken">The caller's.</param>
    [Alias("GetSentences")]
    Task<ImmutableArray<RenderedSentence>> GetSentences(string job, int chapter, CancellationToken cancellationToken = default);

    /// <summary>The audio of a finished chapter from a sample on; the same samples however often it is asked.</summary>
    /// <returns>Consecutive chunks; the stream is whole only when they reach the chapter's <see cref="ChapterStatus.Samples"/>.</returns>
    [Alias("ReadAudio")]
    IAsyncEnumerable<ChapterAudio> ReadAudio(string job, int chapter, long fromSample, CancellationToken cancellationToken = default);
}
