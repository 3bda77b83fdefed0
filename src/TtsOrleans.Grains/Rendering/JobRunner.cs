using Orleans.Concurrency;
using Orleans.Placement;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Synthesis.Placement;

namespace TtsOrleans.Grains.Rendering;

/// <summary>Answers for the runs of the silo it is pinned to.</summary>
[PinnedPlacement, Immovable(ImmovableKind.Any), KeepAlive, Reentrant]
internal sealed class JobRunner(JobRuns runs) : Grain, IJobRunner
{
    public Task<JobRunState> GetState(string job, long version) => Task.FromResult(runs.StateOf(job, version));
}
