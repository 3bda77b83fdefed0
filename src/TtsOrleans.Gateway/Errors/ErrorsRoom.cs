namespace TtsOrleans.Gateway.Errors;

/// <summary>Every answer of 400 and above is problem details; on <c>/api/tts</c> it also has the string <c>error</c>.</summary>
internal static class ErrorsRoom
{
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiProblemHandler>();

        // Else what a parameter cannot be read from is answered without its name.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Used first, so that it sees what all others throw.</summary>
    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }
}
