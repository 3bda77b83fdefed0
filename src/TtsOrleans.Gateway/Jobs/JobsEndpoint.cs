using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Jobs.Ordering;

namespace TtsOrleans.Gateway.Jobs;

/// <summary><c>/api/jobs</c>: orders, lists, shows, holds and deletes jobs.</summary>
internal sealed class JobsEndpoint(JobCalls calls, JobOffice office)
{
    private const int LongestCursor = 200;

    /// <summary>Takes an order.</summary>
    public async Task<IResult> OrderAsync(HttpContext context)
    {
        var status = await office.OrderAsync(context, context.RequestAborted);
        return Results.Accepted($"/api/jobs/{status.Id}", JobView.Of(status));
    }

    /// <summary>Some jobs, newest first.</summary>
    public async Task<JobListView> ListAsync(int? limit, string? after, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > 100)
        {
            throw ApiProblem.BadRequest("'limit' must be from 1 to 100.");
        }

        if (after?.Length > LongestCursor)
        {
            throw NoCursor();
        }

        try
        {
            var page = await calls.ReadAsync(reader => reader.List(string.IsNullOrEmpty(after) ? null : after, limit ?? 20, cancellationToken), cancellationToken);
            return new([.. page.Jobs.Select(job => JobView.Of(job, withErrors: false))], page.Next);
        }
        catch (JobRefusedException)
        {
            throw NoCursor();
        }
    }

    /// <summary>Where a job stands.</summary>
    public async Task<JobView> ShowAsync(string id, CancellationToken cancellationToken) => JobView.Of(await FindAsync(id, cancellationToken));

    /// <summary>Starts no further sentence of it.</summary>
    public Task<JobView> PauseAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, state => state is JobState.Waiting or JobState.Running or JobState.Paused, job => job.Pause(), "paused", cancellationToken);

    /// <summary>Goes on with it; tries failed sentences again.</summary>
    public Task<JobView> ResumeAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, state => state is not (JobState.Done or JobState.Cancelled), job => job.Proceed(), "resumed", cancellationToken);

    /// <summary>Stops it and deletes all of it.</summary>
    public async Task<IResult> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        Check(id);
        var tries = 0;
        var deleted = await calls.AskAsync(
            id,
            job =>
            {
                tries++;
                return job.Cancel();
            },
            cancellationToken);

        // A try that was not answered may have deleted it.
        return deleted || tries > 1 ? Results.NoContent() : throw Unknown(id);
    }

    /// <summary>The job of an id.</summary>
    /// <exception cref="ApiProblem">404: there is none.</exception>
    public async Task<JobStatus> FindAsync(string id, CancellationToken cancellationToken)
    {
        Check(id);
        return await calls.AskAsync(id, job => job.GetStatus(), cancellationToken) ?? throw Unknown(id);
    }

    private async Task<JobView> ChangeAsync(string id, Func<JobState, bool> allows, Func<IRenderJob, Task<JobStatus?>> change, string changed, CancellationToken cancellationToken)
    {
        var before = await FindAsync(id, cancellationToken);
        if (!allows(before.State))
        {
            throw new ApiProblem(StatusCodes.Status409Conflict, "The job's state does not allow it", $"The job is {JobView.NameOf(before.State)}; it cannot be {changed}.");
        }

        return JobView.Of(await calls.AskAsync(id, change, cancellationToken) ?? throw Unknown(id));
    }

    private static void Check(string id)
    {
        if (!JobIds.IsId(id))
        {
            throw Unknown(id);
        }
    }

    private static ApiProblem NoCursor() => ApiProblem.BadRequest("'after' must be the 'next' of the page before.");

    private static ApiProblem Unknown(string id) =>
        new(StatusCodes.Status404NotFound, "No such job", $"There is no job '{Quoted.Short(id)}'; it may have been deleted or have expired.");
}
