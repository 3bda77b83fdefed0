using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Metadata;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>
/// Finds out whether a job that is said to run does so on any silo, however its grain was found: while the cluster changes there may be two
/// activations of one job. The dead are not asked, so that nothing waits for them.
/// </summary>
internal sealed partial class JobWhereabouts(
    JobRuns here,
    ILocalSiloDetails local,
    IClusterMembershipService membership,
    IClusterManifestProvider manifests,
    GrainInterfaceTypeResolver interfaces,
    IGrainFactory grains,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<JobWhereabouts> logger)
{
    /// <summary>How long a silo may take to answer.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    private readonly GrainInterfaceType _question = interfaces.GetGrainInterfaceType(typeof(IJobRunner));

    /// <summary>What becomes of a job's run in its present version; null if no silo runs it as far as is known, but one did not say.</summary>
    public async Task<JobRunState?> FindAsync(StoredJob job)
    {
        var own = here.StateOf(job.Id, job.Version);
        if (own != JobRunState.None)
        {
            return own;
        }

        var answers = await Task.WhenAll(membership.CurrentSnapshot.Members.Keys.Where(MayRun).Select(silo => AskAsync(silo, job)));
        var said = answers.OfType<JobRunState>().DefaultIfEmpty(JobRunState.None).Max();
        return said == JobRunState.None && answers.Contains(null) ? null : said;
    }

    private async Task<JobRunState?> AskAsync(SiloAddress silo, StoredJob job)
    {
        try
        {
            return await grains.GetGrain<IJobRunner>(silo.ToParsableString()).GetState(job.Id, job.Version).WaitAsync(AnswerLimit, clock);
        }
        catch (Exception fault)
        {
            LogNoAnswer(fault, silo, job.Id);
            return MayRun(silo) ? null : JobRunState.None;
        }
    }

    /// <summary>Whether it lives, and is not of a release that does not know the question.</summary>
    private bool MayRun(SiloAddress silo) =>
        !silo.Equals(local.SiloAddress)
        && membership.CurrentSnapshot.GetSiloStatus(silo) == SiloStatus.Active
        && (!manifests.Current.Silos.TryGetValue(silo, out var manifest) || manifest.Interfaces.ContainsKey(_question));
}
