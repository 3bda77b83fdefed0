using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>Begins runs of jobs with what they share on a silo.</summary>
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
    /// <summary>Begins to render what is missing of a job.</summary>
    public JobRun Start(StoredJob job, Voice voice) => new(
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
}
