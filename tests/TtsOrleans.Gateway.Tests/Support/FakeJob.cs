using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>One job: a sentence is a line of its text, and sounds a tenth of a second a unit of it.</summary>
internal sealed class FakeJob(string id, FakeJobs jobs) : IRenderJob
{
    public const int SamplesPerUnit = 2_400;
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobStatus? _status;

    public string Id => id;

    /// <summary>What was ordered; null before and after its life.</summary>
    public JobOrder? Order { get; private set; }

    /// <summary>Orders that came, repeats included.</summary>
    public int Submitted { get; private set; }

    /// <summary>Watches opened.</summary>
    public int Watched => Volatile.Read(ref _watched);

    /// <summary>Completes when somebody watches it.</summary>
    public Task FirstWatch => _firstWatch.Task;

    private readonly TaskCompletionSource _firstWatch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _watched;

    public JobStatus? Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>Makes chapters as long as a test likes, whatever their text.</summary>
    public long? SamplesPerChapter { get; set; }

    public Task<JobStatus> Submit(JobOrder order)
    {
        jobs.Enter();
        Submitted++;
        if (Order is null)
        {
            Order = order;
            var chapters = order.Chapters.Select(chapter => new ChapterStatus(chapter.Title, JobState.Waiting, chapter.Paragraphs.Sum(paragraph => paragraph.Text.Length), 0, null, 0, 0));
            Set(new(id, order.Title, JobState.Waiting, order.Voice, order.SampleRate, order.Format, order.Volume, DateTimeOffset.UtcNow, null, null, null, [.. chapters], []));
        }

        return JsonSerializer.Serialize(order) == JsonSerializer.Serialize(Order)
            ? Task.FromResult(Status!)
            : throw new JobRefusedException("A job with this id and another order is there already.");
    }

    public Task<JobStatus?> GetStatus()
    {
        jobs.Enter();
        return Task.FromResult(Status);
    }

    public async IAsyncEnumerable<JobStatus> Watch([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _watched);
        _firstWatch.TrySetResult();
        while (true)
        {
            jobs.Enter();
            Task changed;
            JobStatus? status;
            lock (_lock)
            {
                (status, changed) = (_status, _changed.Task);
            }

            if (status is null)
            {
                yield break;
            }

            yield return status;
            if (status.State is JobState.Done or JobState.Failed or JobState.Cancelled)
            {
                yield break;
            }

            await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(1), cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<JobStatus?> Pause() => Change(status => status with { State = JobState.Paused });

    public Task<JobStatus?> Proceed() => Change(status => status with { State = JobState.Running });

    public Task<bool> Cancel()
    {
        jobs.Enter();
        var was = Order is not null;
        Order = null;
        Set(null);
        return Task.FromResult(was);
    }

    public Task Revive() => Task.CompletedTask;

    /// <summary>Renders the next chapter whole.</summary>
    public void RenderChapter()
    {
        var status = Status!;
        var index = status.Chapters.ToList().FindIndex(chapter => chapter.State != JobState.Done);
        var sentences = SentencesOf(index);
        var chapters = status.Chapters.SetItem(index, status.Chapters[index] with
        {
            State = JobState.Done,
            CharactersDone = status.Chapters[index].Characters,
            Sentences = sentences.Length,
            SentencesDone = sentences.Length,
            Samples = SamplesOf(index),
        });
        var done = index == chapters.Length - 1;
        Set(status with
        {
            State = done ? JobState.Done : JobState.Running,
            Chapters = chapters,
            Finished = done ? DateTimeOffset.UtcNow : null,
            Expires = done ? DateTimeOffset.UtcNow.AddDays(7) : null,
            Remaining = done ? null : TimeSpan.FromSeconds(chapters.Length - index),
        });
    }

    /// <summary>Renders all there is.</summary>
    public void RenderAll()
    {
        while (Status!.State != JobState.Done)
        {
            RenderChapter();
        }
    }

    /// <summary>Puts it into any state.</summary>
    public void Set(JobStatus? status)
    {
        lock (_lock)
        {
            _status = status;
            var changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }

    public long SamplesOf(int chapter) => SamplesPerChapter ?? SentencesOf(chapter).Sum(sentence => sentence.Samples);

    public ImmutableArray<RenderedSentence> SentencesOf(int chapter)
    {
        if (Order is null || chapter >= Order.Chapters.Length)
        {
            return [];
        }

        var sentences = ImmutableArray.CreateBuilder<RenderedSentence>();
        var text = string.Concat(Order.Chapters[chapter].Paragraphs.Select(paragraph => paragraph.Text));
        for (var at = 0; at < text.Length;)
        {
            var length = text.IndexOf('\n', at) is >= 0 and var end ? end - at : text.Length - at;
            if (length > 0)
            {
                sentences.Add(new(at, text.Substring(at, length), length * SamplesPerUnit, (length * SamplesPerUnit) - 600));
            }

            at += length + 1;
        }

        return sentences.DrainToImmutable();
    }

    private Task<JobStatus?> Change(Func<JobStatus, JobStatus> change)
    {
        jobs.Enter();
        if (Status is { } status)
        {
            Set(change(status));
        }

        return Task.FromResult(Status);
    }
}
