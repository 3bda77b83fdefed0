using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace TtsOrleans.Gateway.Errors;

/// <summary>Answers an exception of an endpoint with problem details; a response already begun is left to be broken off.</summary>
internal sealed partial class ApiProblemHandler(IProblemDetailsService problems, ILogger<ApiProblemHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ProblemMapping.ToProblem(exception);
        if (exception is not ApiProblem && problem.Status == StatusCodes.Status500InternalServerError)
        {
            LogFailed(logger, exception, problem.Status);
        }
        else if (exception is not ApiProblem && problem.Status > StatusCodes.Status500InternalServerError)
        {
            // What passes by itself has no fault to be found in its stack, and comes in floods.
            LogRefused(logger, problem.Status, exception.GetType().Name, exception.Message);
        }

        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Challenge is { } challenge)
        {
            context.Response.Headers.WWWAuthenticate = challenge;
        }

        return await problems.TryWriteAsync(new() { HttpContext = context, Exception = exception, ProblemDetails = Details(problem) });
    }

    /// <summary>The body that says it.</summary>
    public static ProblemDetails Details(ApiProblem problem)
    {
        var details = new ProblemDetails { Status = problem.Status, Title = problem.Title, Detail = problem.Detail };
        if (problem.Error is { } error)
        {
            details.Extensions["error"] = error;
        }

        if (problem.RetryAfter is { } wait)
        {
            details.Extensions["retryAfter"] = Seconds(wait);
        }

        return details;
    }

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
