using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>The runs of jobs on this silo, with what they share. Thread-safe.</summary>
internal sealed class JobRuns(
    VoiceCatalog catalog,
    JobStore store,
    StorePatience patience,
    PieceRenderer renderer,
    TextFrontEnd frontEnd,
    NodeDirectory nodes,
    IOptions<JobsOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    JobInstruments instruments,
    ILogger<JobRun> logger)
{
    // Null while the store is being told of the run.
    private readonly ConcurrentDictionary<(string Job, long Version), JobRun?> _runs = new();

    /// <summary>What this silo has to do with a job in that version of its state.</summary>
    public JobRunState StateOf(string job, long version) => !_runs.TryGetValue((job, version), out var run) ? JobRunState.None
        : run is null ? JobRunState.Runs
        : run.Completion.IsCompleted ? JobRunState.None
        : run.IsClosing ? JobRunState.Ends
        : JobRunState.Runs;

    /// <summary>Takes a job as it was read and begins to render what is missing of it; null if it has changed since.</summary>
    /// <exception cref="SpeechUnavailableException">The store does not answer now.</exception>
    public async Task<JobRun?> TakeAsync(StoredJob job, Voice voice)
    {
        // Known here before the store says so: whoever reads there that the job runs finds out where.
        var mine = job with { State = JobState.Running, Version = job.Version + 1 };
        if (!_runs.TryAdd((mine.Id, mine.Version), null))
        {
            return null;
        }

        JobRun? run = null;
        try
        {
            if (await JobStore.AnswerAsync(() => store.ChangeAsync(job, JobState.Running, CancellationToken.None)))
            {
                run = Start(mine, voice);
            }
        }
        finally
        {
            if (run is null)
            {
                _runs.TryRemove((mine.Id, mine.Version), out _);
            }
        }

        return run;
    }

    private JobRun Start(StoredJob job, Voice voice)
    {
        var run = new JobRun(
            job,
            voice,
            catalog.FamilyOf(voice).Fingerprint,
            new(job, options.Value.TimeToLive, clock),
            store,
            patience,
            renderer,
            frontEnd,
            nodes,
            instruments,
            logger);
        _runs[(job.Id, job.Version)] = run;
        _ = ForgetAsync(job, run);
        return run;
    }

    private async Task ForgetAsync(StoredJob job, JobRun run)
    {
        await run.Completion;
        _runs.TryRemove((job.Id, job.Version), out _);
    }
}
