using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>How far a running job has come, counted along with what is stored. Thread-safe.</summary>
internal sealed class JobProgress(StoredJob job, TimeSpan timeToLive, TimeProvider clock)
{
    private const int MostErrors = 100;

    private readonly Lock _gate = new();
    private readonly ChapterCount[] _chapters = [.. job.Chapters];
    private readonly List<SentenceError> _errors = [.. job.Errors];
    private readonly JobPace _pace = new(clock);
    private TaskCompletionSource _change = New();

    /// <summary>Ends with the next change.</summary>
    public Task Change
    {
        get
        {
            lock (_gate)
            {
                return _change.Task;
            }
        }
    }

    public ChapterCount Chapter(int chapter)
    {
        lock (_gate)
        {
            return _chapters[chapter];
        }
    }

    /// <summary>A chapter was read: what of it was settled before, and how many sentences it has in all.</summary>
    public void Read(int chapter, int sentences, IReadOnlyCollection<StoredSentence> stored, int failed) => Apply(() =>
        _chapters[chapter] = _chapters[chapter] with
        {
            Sentences = sentences,
            Done = stored.Count,
            CharactersDone = stored.Sum(sentence => sentence.Length),
            Samples = stored.Sum(sentence => sentence.Samples),
            Failed = failed,
        });

    public void Rendered(int chapter, StoredSentence sentence) => Apply(() =>
    {
        ref var count = ref _chapters[chapter];
        count = count with { Done = count.Done + 1, CharactersDone = count.CharactersDone + sentence.Length, Samples = count.Samples + sentence.Samples };
        _pace.Add(sentence.Length);
    });

    public void Failed(SentenceError error) => Apply(() =>
    {
        ref var count = ref _chapters[error.Chapter];
        count = count with { Failed = count.Failed + 1 };
        if (_errors.Count < MostErrors)
        {
            _errors.Add(error);
        }
    });

    public JobStatus Status()
    {
        lock (_gate)
        {
            var left = _chapters.Where(chapter => !chapter.Ended).Sum(chapter => (long)chapter.Characters - chapter.CharactersDone);
            return (job with { Chapters = [.. _chapters], Errors = [.. _errors] }).ToStatus(timeToLive, _pace.Estimate(left));
        }
    }

    private void Apply(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _change) = (_change, New());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
