using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Jobs;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>Jobs that render when a test says so, and what they have stored.</summary>
internal sealed class FakeJobs : IJobReader
{
    private readonly ConcurrentDictionary<string, FakeJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Thrown by the next calls, one each; null lets a call pass.</summary>
    public ConcurrentQueue<Exception?> Faults { get; } = new();

    /// <summary>For each opening of audio in turn: the chunks it gives before it fails; without an entry it gives all.</summary>
    public ConcurrentQueue<(int Chunks, Exception? Fault)> AudioFaults { get; } = new();

    /// <summary>Chapter and sample of each opening of audio, in order.</summary>
    public ConcurrentQueue<(int Chapter, long From)> Opened { get; } = new();

    /// <summary>Samples handed out.</summary>
    public long SamplesRead => Volatile.Read(ref _samplesRead);

    private long _samplesRead;

    /// <summary>Takes the place of the grains.</summary>
    public void Replace(IServiceCollection services)
    {
        services.AddSingleton<RenderJobs>(id => Job(id));
        services.AddSingleton<JobReaders>(_ => this);
    }

    /// <summary>The job of an id, ordered or not.</summary>
    public FakeJob Job(string id) => _jobs.GetOrAdd(id, key => new(key, this));

    /// <summary>The jobs there are.</summary>
    public IEnumerable<FakeJob> All => _jobs.Values.Where(job => job.Order is not null);

    /// <summary>Called at the beginning of every call.</summary>
    public void Enter()
    {
        if (Faults.TryDequeue(out var fault) && fault is not null)
        {
            throw fault;
        }
    }

    public Task<JobPage> List(string? after, int limit, CancellationToken cancellationToken = default)
    {
        Enter();
        var jobs = All.OrderByDescending(job => job.Id, StringComparer.Ordinal)
            .Where(job => after is null || string.CompareOrdinal(job.Id, after) < 0)
            .Take(limit + 1)
            .Select(job => job.Status! with { Errors = [] })
            .ToImmutableArray();
        return Task.FromResult(jobs.Length > limit ? new JobPage(jobs[..limit], jobs[limit - 1].Id) : new JobPage(jobs, null));
    }

    public Task<int> CountUnfinished(CancellationToken cancellationToken = default)
    {
        Enter();
        return Task.FromResult(All.Count(job => job.Status!.State is JobState.Waiting or JobState.Running or JobState.Paused));
    }

    public Task<ImmutableArray<RenderedSentence>> GetSentences(string job, int chapter, CancellationToken cancellationToken = default)
    {
        Enter();
        return Task.FromResult(Job(job).SentencesOf(chapter));
    }

    public async IAsyncEnumerable<ChapterAudio> ReadAudio(string job, int chapter, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Opened.Enqueue((chapter, fromSample));
        var (chunks, fault) = AudioFaults.TryDequeue(out var planned) ? planned : (int.MaxValue, null);
        var samples = Job(job).SamplesOf(chapter);
        for (var at = fromSample; at < samples; at += FakeAudio.ChunkSamples)
        {
            if (chunks-- == 0)
            {
                if (fault is not null)
                {
                    throw fault;
                }

                yield break;
            }

            await Task.Yield();
            var count = (int)Math.Min(FakeAudio.ChunkSamples, samples - at);
            Interlocked.Add(ref _samplesRead, count);
            yield return new(at, FakeAudio.Pcm(chapter, at, count));
        }
    }
}
