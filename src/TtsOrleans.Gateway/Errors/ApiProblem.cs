namespace TtsOrleans.Gateway.Errors;

/// <summary>A request that is answered with problem details (RFC 9457) instead of what it asked for.</summary>
/// <param name="status">HTTP status, 400 … 599.</param>
/// <param name="title">What kind of problem it is, the same for all of its kind.</param>
/// <param name="detail">What was wrong with this request and what to change.</param>
internal sealed class ApiProblem(int status, string title, string detail) : Exception(detail)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The kind.</summary>
    public string Title { get; } = title;

    /// <summary>What to change.</summary>
    public string Detail { get; } = detail;

    /// <summary>A fixed text for the <c>error</c> member that plain clients read; else <see cref="Detail"/>.</summary>
    public string? Error { get; init; }

    /// <summary>When to try again, where trying again helps.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How to identify oneself, where that is asked for.</summary>
    public string? Challenge { get; init; }

    /// <summary>The same problem, found at a place inside the request.</summary>
    public ApiProblem At(string place) => new(Status, Title, $"{place}: {Detail}") { RetryAfter = RetryAfter };

    /// <summary>A request that is wrong in itself.</summary>
    public static ApiProblem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "The request is not valid", detail);

    /// <summary>A body of a kind that is not read here.</summary>
    public static ApiProblem UnsupportedMediaType(string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", detail);

    /// <summary>Nothing wrong with the request: there is no capacity now.</summary>
    public static ApiProblem Unavailable(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "Speech is unavailable", detail) { RetryAfter = retryAfter };
}
