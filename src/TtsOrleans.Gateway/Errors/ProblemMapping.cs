using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Errors;

/// <summary>Which problem each exception is to a client.</summary>
internal static class ProblemMapping
{
    /// <summary>The problem that <paramref name="exception"/> is; never null, the unknown is a 500 that tells nothing of the inside.</summary>
    public static ApiProblem ToProblem(Exception exception) => exception switch
    {
        ApiProblem problem => problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new(StatusCodes.Status413PayloadTooLarge, "The body is too large", "The body is larger than this route reads; send a shorter text."),
        BadHttpRequestException bad => new(bad.StatusCode, "The request is not valid", bad.Message),
        SpeechUnavailableException unavailable => ApiProblem.Unavailable(unavailable.Message, unavailable.RetryAfter),
        VoiceGoneException => ApiProblem.Unavailable("The voice is being replaced by another version; try again in a moment.", TimeSpan.FromSeconds(1)),
        SpeechFailedException => new(StatusCodes.Status500InternalServerError, "Speech failed", "The speech could not be made; nothing of it was kept. Trying the same text again may fail again."),
        JobRefusedException => new(StatusCodes.Status503ServiceUnavailable, "The job cannot be taken or given", exception.Message) { RetryAfter = TimeSpan.FromMinutes(1) },
        EncoderMissingException => new(StatusCodes.Status501NotImplemented, "This format is not available", exception.Message),
        EncoderBusyException => ApiProblem.Unavailable(exception.Message, TimeSpan.FromSeconds(2)),
        OrleansException or TimeoutException => ApiProblem.Unavailable("The cluster did not answer; try again in a moment.", TimeSpan.FromSeconds(2)),
        _ => new(StatusCodes.Status500InternalServerError, "Internal error", "Something went wrong here that no change of the request mends; the log of the service has the cause."),
    };
}
