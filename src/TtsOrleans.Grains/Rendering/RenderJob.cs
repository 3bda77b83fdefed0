using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
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
    JobWhereabouts whereabouts,
    JobSweeper sweeper,
    IOptions<JobsOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<RenderJob> logger) : Grain, IRenderJob
{
    // A sentence waits for a slot and takes a second or two. Callers wait as long for the next activation, gateways 4 s at first.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string _id = "";
    private JobRun? _run;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = JobKey.TryParse(this.GetPrimaryKeyString(), out var id) ? id : "";
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (LiveStatus() is not null && _run is { } run)
        {
            // What is in flight would have to be rendered again. Should the job have another activation already, that waits meanwhile.
            run.Close();
            LogLeaves(_id);
            await run.Completion.WaitAsync(Farewell, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await StopAsync().WaitAsync(cancellationToken);
        }
    }

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
        await TryReviveAsync();
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
        await TryReviveAsync();
        return await GetStatus();
    }

    public async Task<bool> Cancel()
    {
        var known = await FindAsync() is not null;
        await ChangeAsync(job => JobState.Cancelled);
        sweeper.Delete(_id);
        return known;
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
