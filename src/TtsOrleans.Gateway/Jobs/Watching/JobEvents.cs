using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Watching;

/// <summary><c>/api/jobs/{id}/events</c>: a job's progress as server-sent events.</summary>
internal sealed class JobEvents(
    JobsEndpoint jobs,
    JobWatch watch,
    IOptions<JsonOptions> json,
    IOptions<SpeakingOptions> speaking,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time)
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Sends <c>job</c> at once and after each change, then <c>end</c>; <c>error</c> if the cluster stays away.</summary>
    public async Task HandleAsync(HttpContext context, string id)
    {
        var aborted = context.RequestAborted;
        var last = JobView.Of(await jobs.FindAsync(id, aborted));
        AnswerHeaders.AllowSlowReading(context, TimeSpan.FromSeconds(speaking.Value.IdleSeconds));
        AnswerHeaders.Stream(context, EventAnswer.MediaType);
        var events = new EventWriter(context.Response.BodyWriter);
        var written = Write(events, last, "");
        await events.FlushAsync(aborted);
        try
        {
            var wrote = time.GetTimestamp();
            await foreach (var status in watch.FollowAsync(id, aborted))
            {
                last = status is null ? last : JobView.Of(status);
                var now = Write(events, last, written);
                if (now != written)
                {
                    written = now;
                    wrote = time.GetTimestamp();
                }
                else if (time.GetElapsedTime(wrote) >= s_heartbeat)
                {
                    events.Comment("keep-alive");
                    wrote = time.GetTimestamp();
                }

                await events.FlushAsync(aborted);
            }

            events.Write("end", data => data.WriteString("id", id));
        }
        catch (Exception exception) when (!aborted.IsCancellationRequested)
        {
            events.Write("error", ApiProblemHandler.Details(ProblemMapping.ToProblem(exception)), json.Value.SerializerOptions);
        }

        await events.FlushAsync(aborted);
    }

    /// <summary>Writes the job unless it is what was <paramref name="written"/> last.</summary>
    /// <returns>What was written.</returns>
    private string Write(EventWriter events, JobView job, string written)
    {
        var text = JsonSerializer.Serialize(job, json.Value.SerializerOptions);
        if (text != written)
        {
            events.Write("job", job, json.Value.SerializerOptions);
        }

        return text;
    }
}
