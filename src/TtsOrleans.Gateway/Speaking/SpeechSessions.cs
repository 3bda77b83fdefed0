using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Opens a session for each request.</summary>
internal sealed class SpeechSessions(
    SpeechRouters routers,
    RouterChoice choice,
    IOptions<SpeakingOptions> options,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILoggerFactory loggers)
{
    private readonly ILogger<SpeechReader> _readerLog = loggers.CreateLogger<SpeechReader>();
    private readonly ILogger<SpeechSession> _sessionLog = loggers.CreateLogger<SpeechSession>();

    /// <summary>Begins to speak; disposing the session, or cancelling, stops it everywhere.</summary>
    public SpeechSession Open(SpeechRequest request, CancellationToken cancellationToken) =>
        new(new SpeechReader(routers, choice, request, options.Value, time, _readerLog), options.Value, time, _sessionLog, cancellationToken);
}
