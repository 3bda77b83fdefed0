using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Storage;

internal sealed partial class AudioDatabase
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "{File} is damaged ({Reason}); it was put aside as {Aside}, and a new one begun")]
    private static partial void LogPutAside(ILogger logger, string file, string aside, string reason);
}
