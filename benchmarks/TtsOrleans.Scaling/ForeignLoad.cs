using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Scaling;

/// <summary>Long pieces that are kept on one silo, so many at a time, until it is disposed.</summary>
internal sealed class ForeignLoad : IAsyncDisposable
{
    private const int Units = 10;

    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_refused = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loading;

    private ForeignLoad(ISynthesizer synthesizer, PieceSynthesis piece, int pieces) =>
        _loading = Task.WhenAll(Enumerable.Range(0, pieces).Select(_ => Task.Run(() => LoadAsync(synthesizer, piece, _stop.Token))));

    /// <summary>Loads the first silo, and waits until the others can know.</summary>
    public static async Task<ForeignLoad> StartAsync(BenchmarkCluster cluster, VoiceReference voice, int pieces, TimeSpan slack)
    {
        ImmutableArray<short> units = [.. Enumerable.Repeat((short)1, Units)];
        var piece = new PieceSynthesis(
            "foreign", voice, new SpeakingStyle(0, SimulatedFamily.LongEmotion), new(units, units, units, units), FastFirst: false, slack, SpeechPriority.Interactive);
        var key = new SynthesizerKey(voice.Hash, cluster.Addresses[0], 0);
        var load = new ForeignLoad(cluster.Grains.GetGrain<ISynthesizer>(key.ToString()), piece, pieces);
        await Task.Delay(s_settling);
        return load;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loading;
        _stop.Dispose();
    }

    private static async Task LoadAsync(ISynthesizer synthesizer, PieceSynthesis piece, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var refused = false;
                await foreach (var item in synthesizer.Synthesize(piece, cancellationToken).WithBatchSize(8))
                {
                    refused |= item is PieceRefused;
                }

                await Task.Delay(refused ? s_refused : TimeSpan.Zero, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was to last only so long.
        }
    }
}
