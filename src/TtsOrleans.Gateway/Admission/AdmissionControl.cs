using System.Globalization;
using Microsoft.Extensions.Options;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Admission;

/// <summary>Takes on what can be done soon and sends the rest away at once, with the time after which it is worth asking again.</summary>
internal sealed class AdmissionControl(
    IOptions<AdmissionOptions> options,
    IHostApplicationLifetime lifetime,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time)
{
    /// <summary>Seconds below which a caller has nothing under way: sums of fractions need not come back to nothing.</summary>
    private const double Rest = 0.001;

    private const long LeastBytes = 128 * 1024;
    private const long BytesPerMegabyte = 1024 * 1024;
    private static readonly TimeSpan s_drainingRetry = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _callers = new(StringComparer.Ordinal);
    private readonly Throughput _throughput = new(time, options.Value.AssumedSpeed);
    private double _seconds;
    private long _bytes;
    private int _leases;

    /// <summary>Takes an order on; disposing the lease ends it.</summary>
    /// <param name="caller">Whose limit it counts against.</param>
    /// <param name="order">What is to be done.</param>
    /// <param name="mostBytes">What its answer may hold in memory at most.</param>
    /// <exception cref="ApiProblem">400: too much for one request. 429: too much for this caller. 503: too much for now, or draining.</exception>
    public AdmissionLease Admit(string caller, SpeakingOrder order, long mostBytes)
    {
        var limits = options.Value;

        // A rehearsal fits in always, and says nothing of how fast requests are.
        var seconds = order.Request.Rehearsal ? 0 : order.EstimatedSeconds;
        var bytes = Math.Clamp((long)(seconds * order.Voice.SampleRate * 2), LeastBytes, Math.Max(LeastBytes, mostBytes));
        if (seconds > limits.RequestSeconds)
        {
            throw ApiProblem.BadRequest(string.Create(
                CultureInfo.InvariantCulture,
                $"This text would be about {seconds:0} s of audio; at most {limits.RequestSeconds:0} s are made in one request. Send it in parts."));
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw ApiProblem.Unavailable("The service is shutting down; try again when it is back.", s_drainingRetry);
        }

        lock (_lock)
        {
            var own = _callers.GetValueOrDefault(caller);
            if (own > 0 && own + seconds > limits.CallerSeconds)
            {
                throw TooMany(RetryAfter(own + seconds - limits.CallerSeconds));
            }

            if (_seconds > 0 && _seconds + seconds > limits.TotalSeconds)
            {
                throw NoCapacity(RetryAfter(_seconds + seconds - limits.TotalSeconds));
            }

            if (_bytes > 0 && _bytes + bytes > limits.BufferMegabytes * BytesPerMegabyte)
            {
                throw NoCapacity(RetryAfter((double)(_bytes + bytes - (limits.BufferMegabytes * BytesPerMegabyte)) / order.Voice.SampleRate / 2));
            }

            _callers[caller] = own + seconds;
            _seconds += seconds;
            _bytes += bytes;
            _leases++;
        }

        return new(this, caller, seconds, bytes);
    }

    /// <summary>Whether nothing is under way.</summary>
    public bool Idle
    {
        get
        {
            lock (_lock)
            {
                return _leases == 0;
            }
        }
    }

    /// <summary>A lease holds other bytes than were counted for it.</summary>
    internal void Change(long bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
        }
    }

    /// <summary>A lease is over.</summary>
    internal void End(string caller, double seconds, long bytes)
    {
        lock (_lock)
        {
            if (seconds > 0)
            {
                _throughput.Add(seconds);
            }

            _bytes -= bytes;
            _leases--;

            // Who has no more under way than rounding errors is forgotten already.
            var own = _callers.GetValueOrDefault(caller) - seconds;
            if (own > Rest)
            {
                _callers[caller] = own;
            }
            else
            {
                _callers.Remove(caller);
            }

            _seconds = _callers.Count == 0 ? 0 : _seconds - seconds;
        }
    }

    private static ApiProblem TooMany(TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "Too many requests", "You have as much speech in the making as one caller may have; wait for some of it to finish.")
        {
            RetryAfter = retryAfter,
        };

    private static ApiProblem NoCapacity(TimeSpan retryAfter) =>
        ApiProblem.Unavailable("The service has as much speech in the making as it can hold; try again later.", retryAfter);

    private TimeSpan RetryAfter(double secondsAhead) =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(secondsAhead / _throughput.SecondsPerSecond), 1, options.Value.LongestRetrySeconds));
}
