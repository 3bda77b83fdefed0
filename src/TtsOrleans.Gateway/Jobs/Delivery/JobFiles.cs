using System.Globalization;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>What may be fetched of a job.</summary>
internal static class JobFiles
{
    private static readonly TimeSpan s_soonest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_latest = TimeSpan.FromMinutes(1);

    /// <summary>Checks that a chapter, or with null all of them, are finished.</summary>
    /// <param name="status">The job.</param>
    /// <param name="number">The chapter's number, from 1.</param>
    /// <returns>The chapter's index.</returns>
    /// <exception cref="ApiProblem">404: there is no such chapter. 409: it is not finished.</exception>
    public static int? Check(JobStatus status, int? number)
    {
        if (number is not null && (number < 1 || number > status.Chapters.Length))
        {
            throw new ApiProblem(
                StatusCodes.Status404NotFound,
                "No such chapter",
                string.Create(CultureInfo.InvariantCulture, $"There is no chapter {number}; the job has {status.Chapters.Length}."));
        }

        var state = number is { } chapter ? status.Chapters[chapter - 1].State : status.State;
        if (state != JobState.Done)
        {
            throw NotFinished(status, number, state);
        }

        return number - 1;
    }

    private static ApiProblem NotFinished(JobStatus status, int? number, JobState state)
    {
        var what = number is null ? "The job" : string.Create(CultureInfo.InvariantCulture, $"Chapter {number}");
        var moves = status.State is JobState.Waiting or JobState.Running;
        var next = moves ? "try again when it is done" : "resume the job";
        var wait = status.Remaining ?? s_latest;
        return new(StatusCodes.Status409Conflict, "Not finished yet", $"{what} is {JobView.NameOf(state)}; {next}. /api/jobs/{status.Id} says where it stands.")
        {
            RetryAfter = !moves ? null : wait < s_soonest ? s_soonest : wait > s_latest ? s_latest : wait,
        };
    }
}
