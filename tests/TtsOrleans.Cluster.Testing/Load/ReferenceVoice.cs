using System.Collections.Concurrent;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>What requests sound like when nothing fails: rendered once each by a gateway that is a silo itself and has no other work.</summary>
public sealed class ReferenceVoice : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SpokenRequest, AudioDigest> _known = new();
    private readonly SpeechAsker _asker = new();
    private readonly NodeProcess _gateway;

    private ReferenceVoice(NodeProcess gateway) => _gateway = gateway;

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ReferenceVoice> StartAsync()
    {
        var gateway = NodeProcess.StartNew("Gateway", "--Storage:Enabled=false", "--Cache:AudioBytes=1");
        await gateway.WaitUntilReadyAsync();
        return new(gateway);
    }

    /// <summary>The audio of a request.</summary>
    public async Task<AudioDigest> GetAsync(SpokenRequest request)
    {
        if (!_known.TryGetValue(request, out var digest))
        {
            var answer = await _asker.AskAsync(_gateway, request, streamed: false, s_patience);
            digest = answer is { Kind: AnswerKind.Whole, Audio: { } audio }
                ? audio
                : throw new InvalidOperationException($"No reference: {answer.Kind} {answer.Status} {answer.Said}\n{_gateway.Output}");
            _known[request] = digest;
        }

        return digest;
    }

    /// <summary>Those whole answers whose audio is not what it should be.</summary>
    public async Task<IReadOnlyList<Answer>> FindWrongAsync(IEnumerable<Answer> answers)
    {
        var wrong = new List<Answer>();
        foreach (var same in answers.Where(answer => answer.Kind == AnswerKind.Whole).GroupBy(answer => answer.Request))
        {
            var right = await GetAsync(same.Key);
            wrong.AddRange(same.Where(answer => answer.Audio != right));
        }

        return wrong;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _asker.Dispose();
        await _gateway.DisposeAsync();
    }
}
