using Microsoft.Extensions.Logging;

namespace TtsOrleans.Speech.Voices;

public sealed partial class VoiceCatalog
{
    [LoggerMessage(EventId = 2010, Level = LogLevel.Information, Message = "Voice {Voice} {Version} ({Family}): {Speakers} speakers, {Emotions} emotions.")]
    private static partial void LogLoaded(ILogger logger, string voice, string version, string family, int speakers, int emotions);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Error, Message = "The voice folder {Folder} is broken and was left out: {Reason}")]
    private static partial void LogBroken(ILogger logger, string folder, string reason);
}
