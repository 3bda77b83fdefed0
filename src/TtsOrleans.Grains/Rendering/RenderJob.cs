using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime.Placement;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Rendering;

/// <summary>
/// Commands a job. What it is and has come to stands in the store alone; each change of state there counts the job's version up, and only a
/// run of the last version may store. So an activation too many, as a partition may bring about, costs some work and spoils nothing.
/// </summary>
[Reentrant]
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle; the run ends with the activation.")]
internal sealed partial class RenderJob(
    JobStore store,
    JobRuns runs,
    JobVoice voices,
    JobSweeper sweeper,
    IOptions<JobsOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<RenderJob> logger) : Grain, IRenderJob
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private string _id = "";
    private JobRun? _run;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = JobKey.TryParse(this.GetPrimaryKeyString(), out var id) ? id : "";
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        StopAsync().WaitAsync(cancellationToken);

    public async Task<JobStatus> Submit(JobOrder order)
    {
        if (_id.Length == 0)
        {
            throw new JobRefusedException("The id of a job is 26 characters of lower-case base 32.");
        }

        if (order.Chapters.IsDefaultOrEmpty)
        {
            throw new JobRefusedException("The order has no chapter.");
        }

        await JobStore.AnswerAsync(() => sweeper.CheckRoomAsync(_id, order, CancellationToken.None));
        if (!await JobStore.AnswerAsync(() => store.CreateAsync(_id, order, CancellationToken.None)))
        {
            throw new JobRefusedException("A job with this id and another order is there already, or was cancelled.");
        }

        await RemindAsync();
        await Revive();
        return await GetStatus() ?? throw new JobRefusedException("The job was cancelled.");
    }

    public async Task<JobStatus?> GetStatus() => LiveStatus() ?? (await FindAsync())?.ToStatus(options.Value.TimeToLive);

    public Task<JobStatus?> Pause() => ChangeAsync(job => job.State is JobState.Waiting or JobState.Running ? JobState.Paused : null);

    public async Task<JobStatus?> Proceed()
    {
        if (await FindAsync() is { State: JobState.Failed })
        {
            await JobStore.AnswerAsync(async () =>
            {
                await store.ForgetErrorsAsync(_id, CancellationToken.None);
                return true;
            });
        }

        await ChangeAsync(job => job.State is JobState.Paused or JobState.Failed ? JobState.Waiting : null);
        await RemindAsync();
        await Revive();
        return await GetStatus();
    }

    public async Task<bool> Cancel()
    {
        var known = await FindAsync() is not null;
        await ChangeAsync(job => JobState.Cancelled);
        sweeper.Delete(_id);
        return known;
    }

    public async Task Revive()
    {
        await _gate.WaitAsync();
        try
        {
            if (_run is { Completion.IsCompleted: false } || await FindAsync() is not { State: JobState.Waiting or JobState.Running } job)
            {
                return;
            }

            var first = await JobStore.AnswerAsync(() => store.ListRunnableAsync(options.Value.Parallel, CancellationToken.None));
            if (first.Contains(_id))
            {
                await RunAsync(job);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task RunAsync(StoredJob job)
    {
        var (voice, elsewhere) = await voices.ChooseAsync(job.Voice);
        if (voice is not null)
        {
            if (await JobStore.AnswerAsync(() => store.ChangeAsync(job, JobState.Running, CancellationToken.None)))
            {
                _run = runs.Start(job with { State = JobState.Running, Version = job.Version + 1 }, voice);
                _ = FollowAsync(_run);
            }
        }
        else if (elsewhere is not null)
        {
            LogMoves(_id, elsewhere, job.Voice.Name);
            RequestContext.Set(IPlacementDirector.PlacementHintKey, elsewhere);
            this.MigrateOnIdle();
        }
        else
        {
            LogNoVoice(_id, job.Voice.Name);
        }
    }

    /// <summary>Gives the place of a job that ended to the next one.</summary>
    private async Task FollowAsync(JobRun run)
    {
        await run.Completion;
        Changed();
        try
        {
            foreach (var next in await store.ListRunnableAsync(options.Value.Parallel, CancellationToken.None))
            {
                if (next != _id)
                {
                    GrainFactory.GetGrain<IRenderJob>(JobKey.Of(next)).Revive().Ignore();
                }
            }
        }
        catch (Exception fault) when (JobStore.IsOutage(fault))
        {
            // The supervisors look after the next one.
        }
    }

    private async Task<JobStatus?> ChangeAsync(Func<StoredJob, JobState?> change)
    {
        await _gate.WaitAsync();
        try
        {
            while (await FindAsync() is { } job && change(job) is { } state)
            {
                if (await JobStore.AnswerAsync(() => store.ChangeAsync(job, state, CancellationToken.None)))
                {
                    await StopAsync();
                    break;
                }
            }
        }
        finally
        {
            _gate.Release();
        }

        Changed();
        return await GetStatus();
    }

    private async Task StopAsync()
    {
        if (_run is { } run)
        {
            await run.StopAsync();
            _run = null;
        }
    }

    private JobStatus? LiveStatus() => _run is { Completion.IsCompleted: false } run ? run.Progress.Status() : null;

    private async Task<StoredJob?> FindAsync() => _id.Length == 0 || !store.IsOn ? null : await JobStore.AnswerAsync(() => store.FindAsync(_id, CancellationToken.None));
}
