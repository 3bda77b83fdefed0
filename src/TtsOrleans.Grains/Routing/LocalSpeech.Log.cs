using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Routing;

internal sealed partial class LocalSpeech
{
    [LoggerMessage(EventId = 3302, Level = LogLevel.Debug, Message = "Speaks {Characters} characters with {Voice} from piece {Piece}, sample {Sample}.")]
    private partial void LogSpeaks(int characters, string voice, int piece, long sample);
}
