using System.Diagnostics;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Telemetry;

/// <summary>Measures one request; without instruments, one that is not to be counted.</summary>
internal sealed class SpeakingMeter(GatewayInstruments? instruments, string route)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private string _voice = "";
    private string _emotion = "";

    /// <summary>The request is in order; this is what it asks for.</summary>
    public void Ordered(SpeakingOrder order)
    {
        _voice = order.Voice.Reference.Name;
        _emotion = order.Emotion.Name;
        instruments?.Characters.Add(order.Characters, new("voice", _voice), new("emotion", _emotion));
    }

    /// <summary>Its first sample is ready to be sent.</summary>
    public void FirstAudio() => instruments?.FirstAudio.Record(Elapsed, new KeyValuePair<string, object?>("voice", _voice));

    /// <summary>It was answered as asked.</summary>
    public void Succeeded() => Ended("ok");

    /// <summary>It was not; null: its client had gone.</summary>
    public void Failed(ApiProblem? problem)
    {
        if (problem is not null)
        {
            instruments?.Errors.Add(1, new("route", route), new("kind", problem.Title), new("status", problem.Status));
        }

        Ended(problem switch
        {
            null => "cancelled",
            { Status: StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable } => "refused",
            { Status: < 500 } => "invalid",
            _ => "failed",
        });
    }

    private double Elapsed => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    private void Ended(string outcome)
    {
        instruments?.Requests.Add(1, new("route", route), new("outcome", outcome), new("voice", _voice), new("emotion", _emotion));
        instruments?.Duration.Record(Elapsed, new("route", route), new("outcome", outcome));
    }
}
