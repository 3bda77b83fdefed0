using TtsOrleans.Abstractions.Nodes;

namespace TtsOrleans.Gateway.Cluster;

/// <summary>Asks every silo how it is, at most once a second however many ask.</summary>
internal sealed partial class ClusterSurvey(
    IGrainFactory grains,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<ClusterSurvey> logger)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Task<ClusterReport>? _report;
    private long _asked;

    /// <summary>The state of at most a second ago.</summary>
    public Task<ClusterReport> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_report is null || _report.IsFaulted || (_report.IsCompleted && time.GetElapsedTime(_asked) >= s_fresh))
            {
                _asked = time.GetTimestamp();
                _report = AskAsync();
            }

            return _report.WaitAsync(cancellationToken);
        }
    }

    private async Task<ClusterReport> AskAsync()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(s_patience, time);
        var states = await Task.WhenAll(hosts.Keys.Select(AskAsync));
        return ClusterReport.Of(states.OfType<NodeStatus>());
    }

    /// <summary>A silo that does not answer is not in the report; it is likely to be on its way out.</summary>
    private async Task<NodeStatus?> AskAsync(SiloAddress silo)
    {
        try
        {
            return await grains.GetGrain<ISpeechNode>(silo.ToParsableString()).GetStatus().WaitAsync(s_patience, time);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            LogNoAnswer(logger, exception.GetType().Name, exception.Message);
            return null;
        }
    }

    [LoggerMessage(1301, LogLevel.Information, "A silo did not say how it is: {Kind}: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, string kind, string reason);
}
