namespace TtsOrleans.Gateway.Errors;

/// <summary>Every answer of 400 and above is problem details; on <c>/api/tts</c> it also has the string <c>error</c>.</summary>
internal static class ErrorsRoom
{
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<ApiProblemHandler>();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = problem =>
        {
            var details = problem.ProblemDetails;
            details.Extensions.Remove("traceId");
            details.Detail ??= DetailOf(problem.HttpContext);
            if (problem.HttpContext.Request.Path.StartsWithSegments("/api/tts"))
            {
                details.Extensions.TryAdd("error", details.Detail ?? details.Title);
            }
        });
    }

    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    private static string? DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address; /docs lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here; possible: {context.Response.Headers.Allow}.",
        _ => null,
    };
}
