namespace TtsOrleans.Gateway.Speaking;

internal sealed partial class SpeakingEndpoint
{
    [LoggerMessage(1221, LogLevel.Debug, "Ordered: {Characters} characters, voice {Voice}, emotion {Emotion}, format {Format}")]
    private static partial void LogOrdered(ILogger logger, int characters, string voice, string emotion, string format);

    [LoggerMessage(1222, LogLevel.Error, "An answer failed under way and was broken off")]
    private static partial void LogBrokenOff(ILogger logger, Exception exception);

    [LoggerMessage(1223, LogLevel.Information, "An order is taken anew with the voice's version of now: {Reason}")]
    private static partial void LogVoiceGone(ILogger logger, string reason);
}
