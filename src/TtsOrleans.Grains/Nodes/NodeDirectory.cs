using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions.Nodes;

namespace TtsOrleans.Grains.Nodes;

/// <summary>
/// The active silos and their load, asked for every half second and whenever the cluster changes. A silo that does not answer is suspect
/// until it does; this one is always known.
/// </summary>
internal sealed partial class NodeDirectory(
    LocalNode local,
    IClusterMembershipService membership,
    IGrainFactory grains,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<NodeDirectory> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnnounceLimit = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SiloAddress, Node> _nodes = new([KeyValuePair.Create(local.Address, new Node(local.Address, local.Status()))]);
    private readonly ConcurrentDictionary<SiloAddress, Task> _asking = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Slots of all silos known.</summary>
    public int Slots => _nodes.Values.Sum(node => node.Status.Slots);

    /// <summary>Whether every silo known answered when it was last asked.</summary>
    public bool AllAnswer => _nodes.Values.All(node => node.Answers);

    /// <summary>This silo.</summary>
    public Node Local => _nodes[local.Address];

    /// <summary>All silos known, in no order.</summary>
    public ICollection<Node> Nodes => _nodes.Values;

    /// <summary>Those that may be offered pieces of a voice: silos that go on to live, and those about to stop only where there is no other.</summary>
    public IReadOnlyList<Node> Speaking(string voiceHash)
    {
        var living = _nodes.Values.Where(node => node.Speaks(voiceHash)).ToList();
        return living.Count > 0 ? living : _nodes.Values.Where(node => node.Answers && node.Has(voiceHash)).ToList();
    }

    /// <summary>Whether another silo, one that goes on to live, has a voice.</summary>
    public bool LivesElsewhere(string voiceHash) => _nodes.Values.Any(node => !node.Address.Equals(local.Address) && node.Speaks(voiceHash));

    /// <summary>Raised when a silo has said how it is.</summary>
    public event Action<Node>? Heard;

    /// <summary>A silo says how it is.</summary>
    public void Hear(NodeStatus status)
    {
        var node = _nodes.GetOrAdd(SiloAddress.FromParsableString(status.Silo), static (address, first) => new(address, first), status);
        node.Heard(status);
        Heard?.Invoke(node);
    }

    /// <summary>Tells all others how this silo is, and does not wait long for those that do not listen.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var status = local.Status();
        _nodes[local.Address].Heard(status);
        var told = Task.WhenAll(_nodes.Values.Where(node => !node.Address.Equals(local.Address)).Select(node => grains.GetGrain<ISpeechNode>(node.Name).Hear(status)));
        try
        {
            await told.WaitAsync(AnnounceLimit, cancellationToken);
        }
        catch (Exception fault)
        {
            // Who was not reached asks within half a second.
            LogNotTold(fault);
        }
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(NodeDirectory), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    /// <summary>Asks all active silos now; ends when each has answered or failed to.</summary>
    public Task RefreshAsync()
    {
        var active = membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).ToHashSet();
        foreach (var gone in _nodes.Keys.Where(silo => !active.Contains(silo) && !silo.Equals(local.Address)))
        {
            _nodes.TryRemove(gone, out _);
        }

        Hear(local.Status());
        return Task.WhenAll(active.Where(silo => !silo.Equals(local.Address)).Select(silo => _asking.GetOrAdd(silo, AskAsync)));
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = Task.WhenAll(Task.Run(WatchClockAsync, CancellationToken.None), Task.Run(WatchMembershipAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _watching.WaitAsync(cancellationToken);
    }

    private async Task WatchClockAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                // Not awaited: a silo that keeps its answer to itself must not hold up news of the others.
                _ = RefreshAsync();
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task WatchMembershipAsync()
    {
        try
        {
            await foreach (var change in membership.MembershipUpdates.WithCancellation(_stop.Token))
            {
                LogChange(change.Version);
                _ = RefreshAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task AskAsync(SiloAddress silo)
    {
        try
        {
            await Task.Yield();
            var status = await grains.GetGrain<ISpeechNode>(silo.ToParsableString()).GetStatus().WaitAsync(AnswerLimit, clock, _stop.Token);
            Hear(status);
        }
        catch (Exception fault)
        {
            // Whatever kept it from answering, it is not offered work until it answers.
            if (_nodes.TryGetValue(silo, out var node))
            {
                node.Suspect();
            }

            LogNoAnswer(fault, silo);
        }
        finally
        {
            _asking.TryRemove(silo, out _);
        }
    }
}
