using System.Collections;

namespace TtsOrleans.Hosting.Requests;

/// <summary>The property <c>Request</c> of everything that is logged on behalf of a request, in every process.</summary>
/// <remarks>Not <c>RequestId</c>: that is what the HTTP server calls its own, which ends at the gateway.</remarks>
public sealed class RequestScope(string id) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] =>
        index == 0 ? new("Request", id) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
    }

    /// <inheritdoc/>
    public override string ToString() => $"Request:{id}";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
