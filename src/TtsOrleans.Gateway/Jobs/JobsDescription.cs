using TtsOrleans.Gateway.Jobs.Ordering;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>Says in the API's description what <c>/api/jobs</c> takes and gives.</summary>
internal static class JobsDescription
{
    private const string Order =
        "JSON, or a form with the text as the part 'file' (.txt or .md; UTF-8, UTF-16 or GB18030) and the other fields beside it. "
        + "A text is cut into chapters at its headings; [happy] or 【高兴】 before a paragraph sets its emotion. "
        + "With the header Idempotency-Key, the same order sent again finds the same job.";

    /// <summary>What all routes share.</summary>
    public static RouteHandlerBuilder DescribeJobs(this RouteHandlerBuilder route, string summary) => route
        .WithTags("Jobs")
        .WithSummary(summary)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>A route of one job.</summary>
    public static RouteHandlerBuilder DescribeJob(this RouteHandlerBuilder route, string summary) => route
        .DescribeJobs(summary)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>A route that changes a job.</summary>
    public static RouteHandlerBuilder DescribeChange(this RouteHandlerBuilder route, string summary) => route
        .DescribeJob(summary)
        .ProducesProblem(StatusCodes.Status409Conflict);

    /// <summary>The route that takes orders.</summary>
    public static RouteHandlerBuilder DescribeOrder(this RouteHandlerBuilder route) => route
        .DescribeJobs("Orders a long text as a job")
        .WithDescription(Order)
        .Accepts<JobBody>("application/json", "multipart/form-data")
        .Produces<JobView>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status501NotImplemented);

    /// <summary>A route that gives audio.</summary>
    public static RouteHandlerBuilder DescribeAudio(this RouteHandlerBuilder route, string summary) => route
        .DescribeJob(summary)
        .WithDescription("In the job's format or in 'format'; with ranges, but for what is still being encoded. 409 with Retry-After while it is not finished.")
        .Produces<byte[]>(StatusCodes.Status200OK, AudioFormats.Wav.MediaType, [.. AudioFormats.All.Skip(1).Select(format => format.MediaType)])
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status501NotImplemented);

    /// <summary>A route that gives subtitles.</summary>
    public static RouteHandlerBuilder DescribeSubtitles(this RouteHandlerBuilder route, string summary) => route
        .DescribeJob(summary)
        .Produces<string>(StatusCodes.Status200OK, "text/vtt", "application/x-subrip")
        .ProducesProblem(StatusCodes.Status409Conflict);
}
