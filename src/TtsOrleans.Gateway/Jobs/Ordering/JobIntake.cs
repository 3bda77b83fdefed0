using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Reads the body that orders a job.</summary>
internal static class JobIntake
{
    /// <summary>The wish in a body of at most <paramref name="maxBytes"/>.</summary>
    /// <exception cref="ApiProblem">The body is too large, of another kind, or cannot be read.</exception>
    public static ValueTask<JobWish> ReadAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        BoundedBody.Limit(request, maxBytes);
        return BodyReading.TypeOf(request) switch
        {
            "multipart/form-data" => FormJob.ReadAsync(request, maxBytes, cancellationToken),
            var type when BodyReading.IsJson(type) => BodyReading.ReadJsonAsync(request, JsonJob.Read, cancellationToken),
            _ => throw ApiProblem.UnsupportedMediaType("Send JSON (Content-Type: application/json), or a form (multipart/form-data) with the text as the part 'file'."),
        };
    }
}
