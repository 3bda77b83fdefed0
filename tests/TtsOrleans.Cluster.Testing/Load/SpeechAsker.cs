using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>Asks gateways for speech and reads each answer to its end, whatever end that is.</summary>
public sealed class SpeechAsker : IDisposable
{
    private const int HeaderBytes = 44;
    private const double BytesPerSecond = 48_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Asks once.</summary>
    /// <param name="gateway">Whom.</param>
    /// <param name="request">What for.</param>
    /// <param name="streamed">Whether the audio is to come while it is made.</param>
    /// <param name="deadline">How long it may take to the last byte.</param>
    /// <param name="begun">Called when the first samples have come.</param>
    public async Task<Answer> AskAsync(NodeProcess gateway, SpokenRequest request, bool streamed, TimeSpan deadline, Action? begun = null)
    {
        var answer = new Answer(request, streamed, gateway.Name, Stopwatch.GetTimestamp());
        using var limit = new CancellationTokenSource(deadline);
        var sound = new Sound(answer.Sent, begun);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Url, "/api/tts"))
            {
                Content = JsonContent.Create(new { text = request.Text, emotion = request.Emotion, speed = request.Speed, stream = streamed, format = "wav" }),
            };
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            answer = answer with { Status = (int)response.StatusCode, RetryAfter = response.Headers.RetryAfter?.Delta };
            if (!response.IsSuccessStatusCode)
            {
                return answer with { Kind = AnswerKind.Refused, Said = await response.Content.ReadAsStringAsync(limit.Token), Ended = Stopwatch.GetTimestamp() };
            }

            await sound.ReadAsync(await response.Content.ReadAsStreamAsync(limit.Token), limit.Token);
            return sound.Describe(answer with { Kind = AnswerKind.Whole });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return sound.Describe(answer with { Kind = AnswerKind.Hung });
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return sound.Describe(answer with { Kind = AnswerKind.Unreachable, Said = exception.Message });
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return sound.Describe(answer with { Kind = AnswerKind.Broken, Said = $"{exception.Message} {exception.InnerException?.Message}" });
        }
    }

    /// <summary>The samples of one answer as they come.</summary>
    private sealed class Sound(long sent, Action? begun)
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _bytes;
        private long _last;
        private TimeSpan? _first;
        private TimeSpan _gap;
        private TimeSpan _stall;
        private TimeSpan _stalled;

        public async Task ReadAsync(Stream body, CancellationToken cancellationToken)
        {
            var buffer = new byte[64 * 1024];
            await body.ReadExactlyAsync(buffer.AsMemory(0, HeaderBytes), cancellationToken);
            if (!buffer.AsSpan().StartsWith("RIFF"u8))
            {
                throw new IOException("The answer is no WAV file.");
            }

            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                Heard();
                _hash.AppendData(buffer.AsSpan(0, read));
                _bytes += read;
            }
        }

        public Answer Describe(Answer answer) => answer with
        {
            Ended = Stopwatch.GetTimestamp(),
            First = _first,
            LongestGap = _gap,
            LongestStall = _stall,
            Audio = new(_bytes, Convert.ToHexStringLower(_hash.GetCurrentHash())),
        };

        private void Heard()
        {
            var now = Stopwatch.GetTimestamp();
            if (_first is null)
            {
                _first = Stopwatch.GetElapsedTime(sent, now);
                begun?.Invoke();
            }
            else
            {
                // A player that has run dry goes on when samples come, and is that much later from then on.
                var gap = Stopwatch.GetElapsedTime(_last, now);
                var stall = Stopwatch.GetElapsedTime(sent, now) - _first.Value - _stalled - TimeSpan.FromSeconds(_bytes / BytesPerSecond);
                _gap = gap > _gap ? gap : _gap;
                if (stall > TimeSpan.Zero)
                {
                    _stalled += stall;
                    _stall = stall > _stall ? stall : _stall;
                }
            }

            _last = now;
        }
    }
}
