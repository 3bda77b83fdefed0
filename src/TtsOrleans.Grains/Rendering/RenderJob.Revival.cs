using Orleans.Runtime.Placement;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Rendering;

/// <summary>Begins a run where there is none. One that is alive elsewhere keeps its job: to take it would throw away all that it has in flight.</summary>
internal sealed partial class RenderJob
{
    // The cluster declares a silo dead sooner; one that lives and never answers keeps no job for ever.
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(10);

    private long? _silentSince;

    public async Task Revive()
    {
        if (!await TryReviveAsync())
        {
            throw new SpeechUnavailableException("The job may still be in other hands.");
        }
    }

    /// <returns>False if it is worth trying again in a moment.</returns>
    private async Task<bool> TryReviveAsync()
    {
        if (LiveStatus() is not null || await FindAsync() is not { State: JobState.Waiting or JobState.Running } job)
        {
            return true;
        }

        var first = await JobStore.AnswerAsync(() => store.ListRunnableAsync(options.Value.Parallel, CancellationToken.None));
        if (!first.Contains(_id))
        {
            return true;
        }

        switch (job.State == JobState.Running ? await whereabouts.FindAsync(job) : JobRunState.None)
        {
            case JobRunState.Runs:
                _silentSince = null;
                return true;
            case JobRunState.Ends:
                _silentSince = null;
                return false;
            case null when clock.GetElapsedTime(_silentSince ??= clock.GetTimestamp()) < MostSilence:
                return false;
        }

        await _gate.WaitAsync();
        try
        {
            if (LiveStatus() is null)
            {
                _silentSince = null;
                await RunAsync(job);
            }
        }
        finally
        {
            _gate.Release();
        }

        return true;
    }

    private async Task RunAsync(StoredJob job)
    {
        var (voice, elsewhere) = await voices.ChooseAsync(job.Voice);
        if (voice is not null)
        {
            if (await runs.TakeAsync(job, voice) is { } run)
            {
                _run = run;
                _ = FollowAsync(run);
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

    /// <summary>Gives the place of a job that ended to the next one; one that only left this silo is its own next.</summary>
    private async Task FollowAsync(JobRun run)
    {
        var grains = GrainFactory;
        await run.Completion;
        Changed();
        try
        {
            foreach (var next in await store.ListRunnableAsync(options.Value.Parallel, CancellationToken.None))
            {
                if (next != _id || run.IsClosing)
                {
                    // Asked from outside: this activation may be over by now.
                    Task.Run(() => grains.GetGrain<IRenderJob>(JobKey.Of(next)).Revive()).Ignore();
                }
            }
        }
        catch (Exception fault) when (JobStore.IsOutage(fault))
        {
            // The supervisors look after the next one.
        }
    }
}
