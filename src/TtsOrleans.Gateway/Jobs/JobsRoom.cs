using Microsoft.Extensions.DependencyInjection.Extensions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Jobs.Delivery;
using TtsOrleans.Gateway.Jobs.Ordering;
using TtsOrleans.Gateway.Jobs.Watching;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>Long texts as durable jobs.</summary>
internal static class JobsRoom
{
    private const string KeyPrefix = "job-";

    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<JobsOptions>(JobsOptions.Section);
        services.TryAddSingleton<RenderJobs>(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            return id => grains.GetGrain<IRenderJob>(KeyPrefix + id);
        });
        services.TryAddSingleton<JobReaders>(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            return key => grains.GetGrain<IJobReader>(key);
        });
        services.AddSingleton<JobCalls>();
        services.AddSingleton<JobCensus>();
        services.AddSingleton<JobOffice>();
        services.AddSingleton<JobsEndpoint>();
        services.AddSingleton<JobWatch>();
        services.AddSingleton<JobEvents>();
        services.AddSingleton<RecordingReader>();
        services.AddSingleton<RecordingEncoder>();
        services.AddSingleton<AudioSpool>();
        services.AddSingleton<JobAudio>();
        services.AddSingleton<SubtitleFiles>();
    }

    public static void MapJobs(this WebApplication app)
    {
        app.MapPost("/api/jobs", (HttpContext context, JobsEndpoint jobs) => jobs.OrderAsync(context)).DescribeOrder();
        app.MapGet("/api/jobs", (JobsEndpoint jobs, int? limit, string? after, CancellationToken cancellationToken) => jobs.ListAsync(limit, after, cancellationToken))
            .DescribeJobs("The jobs, newest first");
        app.MapGet("/api/jobs/{id}", (JobsEndpoint jobs, string id, CancellationToken cancellationToken) => jobs.ShowAsync(id, cancellationToken))
            .DescribeJob("Where a job stands");
        app.MapDelete("/api/jobs/{id}", (JobsEndpoint jobs, string id, CancellationToken cancellationToken) => jobs.DeleteAsync(id, cancellationToken))
            .Produces(StatusCodes.Status204NoContent)
            .DescribeJob("Stops a job and deletes what it has rendered");
        app.MapPost("/api/jobs/{id}/pause", (JobsEndpoint jobs, string id, CancellationToken cancellationToken) => jobs.PauseAsync(id, cancellationToken))
            .DescribeChange("Holds a job behind the sentences under way");
        app.MapPost("/api/jobs/{id}/resume", (JobsEndpoint jobs, string id, CancellationToken cancellationToken) => jobs.ResumeAsync(id, cancellationToken))
            .DescribeChange("Goes on with a held job; tries the failed sentences of a failed one again");
        app.MapGet("/api/jobs/{id}/events", (HttpContext context, JobEvents events, string id) => events.HandleAsync(context, id))
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .DescribeJob("A job's progress as events: job, end, error");
        app.MapFiles();
    }

    private static void MapFiles(this WebApplication app)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/api/jobs/{id}/audio", reading, (HttpContext context, JobAudio audio, string id, string? format) => audio.HandleAsync(context, id, null, format))
            .DescribeAudio("The audio of a job that is done");
        app.MapMethods("/api/jobs/{id}/chapters/{chapter:int}/audio", reading, (HttpContext context, JobAudio audio, string id, int chapter, string? format) => audio.HandleAsync(context, id, chapter, format))
            .DescribeAudio("The audio of a finished chapter");
        foreach (var format in SubtitleFiles.Formats)
        {
            app.MapMethods($"/api/jobs/{{id}}/subtitles.{format}", reading, (HttpContext context, SubtitleFiles files, string id) => files.HandleAsync(context, id, null, format))
                .DescribeSubtitles("Subtitles of a job that is done, one cue a sentence");
            app.MapMethods($"/api/jobs/{{id}}/chapters/{{chapter:int}}/subtitles.{format}", reading, (HttpContext context, SubtitleFiles files, string id, int chapter) => files.HandleAsync(context, id, chapter, format))
                .DescribeSubtitles("Subtitles of a finished chapter, one cue a sentence");
        }
    }
}
