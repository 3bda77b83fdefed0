using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Http.Json;

namespace TtsOrleans.EndToEnd;

/// <summary>One answer of the gateway.</summary>
/// <param name="Wall">From sending to the last byte.</param>
/// <param name="First">From sending to the first byte of samples.</param>
/// <param name="Audio">Length of the audio.</param>
internal readonly record struct Answer(TimeSpan Wall, TimeSpan First, TimeSpan Audio);

/// <summary>Asks the gateway for speech, as a client would.</summary>
internal sealed class SpeechClient(Uri url) : IDisposable
{
    private const int HeaderBytes = 44;

    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(5) };

    public void Dispose() => _http.Dispose();

    /// <summary>Speaks a text and reads the answer to its end.</summary>
    /// <exception cref="InvalidOperationException">The gateway refused, or the answer is no WAV file.</exception>
    public async Task<Answer> Speak(string text, bool stream)
    {
        var sent = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tts") { Content = JsonContent.Create(new { text, stream }) };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The gateway answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        await using var body = await response.Content.ReadAsStreamAsync();
        var header = new byte[HeaderBytes];
        await body.ReadExactlyAsync(header);
        var buffer = new byte[256 * 1024];
        long samples = await body.ReadAsync(buffer);
        var first = Stopwatch.GetElapsedTime(sent);
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            samples += read;
        }

        var wall = Stopwatch.GetElapsedTime(sent);
        if (!header.AsSpan().StartsWith("RIFF"u8) || samples == 0)
        {
            throw new InvalidOperationException("The answer is no WAV file with samples in it.");
        }

        return new(wall, first, TimeSpan.FromSeconds(samples / (double)BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(28))));
    }
}
