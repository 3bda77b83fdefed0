using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace TtsOrleans.Books.Real;

/// <summary>Orders a book of a gateway, follows it and fetches it.</summary>
internal sealed class BookClient(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };

    public void Dispose() => _http.Dispose();

    /// <summary>Uploads the book as a file of text.</summary>
    public async Task<JobAnswer> OrderAsync(Book book)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(book.ToPlainText())), "file", "book.txt" },
            { new StringContent("wav"), "format" },
        };
        using var answer = await _http.PostAsync(new Uri("/api/jobs", UriKind.Relative), form);
        Check.That(answer.IsSuccessStatusCode, $"The order was refused: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JobAnswer>())!;
    }

    /// <summary>The job now and after each change, until it has ended.</summary>
    public async IAsyncEnumerable<JobAnswer> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var stream = await _http.GetStreamAsync(new Uri($"/api/jobs/{id}/events", UriKind.Relative), cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            switch (item.EventType)
            {
                case "job":
                    yield return JsonSerializer.Deserialize<JobAnswer>(item.Data, JsonSerializerOptions.Web)!;
                    break;
                case "end":
                    yield break;
                default:
                    throw new InvalidOperationException($"The events of the job told of '{item.EventType}': {item.Data}");
            }
        }

        throw new InvalidOperationException("The events of the job broke off.");
    }

    /// <summary>A file of the job, to be read as it comes.</summary>
    public Task<Stream> OpenAsync(string address) => _http.GetStreamAsync(new Uri(address, UriKind.Relative));

    /// <summary>A text of the job.</summary>
    public Task<string> ReadAsync(string address) => _http.GetStringAsync(new Uri(address, UriKind.Relative));

    /// <summary>Deletes the job with all it made.</summary>
    public async Task DeleteAsync(string id)
    {
        using var answer = await _http.DeleteAsync(new Uri($"/api/jobs/{id}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }
}
