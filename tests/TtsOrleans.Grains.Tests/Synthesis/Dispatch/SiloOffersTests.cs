using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis.Dispatch;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis.Dispatch;

/// <summary>What becomes of a piece that waits on a silo which does not say whether it gives it back.</summary>
public sealed class SiloOffersTests : IDisposable
{
    private readonly ArmedClock _clock = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly FrozenCalls _calls;
    private string? _victim;

    public SiloOffersTests() => _calls = new(grain => _victim is not null && grain.Key.ToString()!.Contains(_victim, StringComparison.Ordinal));

    public void Dispose() => _leave.Dispose();

    [Theory]
    [InlineData(SpeechPriority.Job, false)]
    [InlineData(SpeechPriority.Interactive, true)]
    public async Task Silo_that_is_only_slow_keeps_the_piece_of_a_job_and_none_of_a_listener(SpeechPriority priority, bool free)
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1, silo =>
        {
            silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _clock);
            silo.AddIncomingGrainCallFilter(_calls);
        });
        silos.Hold();
        _victim = silos.Cluster.Service<LocalNode>(1).Status().Silo;
        var offers = silos.Cluster.Service<SiloOffers>(0);
        var node = silos.Cluster.Service<NodeDirectory>(0).Nodes.Single(node => node.Name == _victim);
        using var runs = await offers.OfferAsync(TestPieces.Of(RealSpeech.Voice, 1, 0, priority), node, _leave.Token);
        using var waits = await offers.OfferAsync(TestPieces.Of(RealSpeech.Voice, 2, 0, priority), node, _leave.Token);
        Assert.True(waits!.Waits);
        _calls.Freeze();

        Assert.Equal(free, await TakeBackAsync());
        node.Suspect();
        Assert.True(await TakeBackAsync());

        // The answers come late, and the piece is refused in its stream: it goes on elsewhere all the same.
        _calls.Thaw();
        PieceItem? item;
        while ((item = await offers.NextAsync(waits, null, _leave.Token)) is PieceHeartbeat)
        {
        }

        Assert.IsType<PieceRefused>(item);

        async Task<bool> TakeBackAsync()
        {
            _clock.Forget();
            var taking = offers.TakeBackAsync(waits, priority, _leave.Token).AsTask();
            await _clock.UntilArmedAsync(SiloOffers.AnswerInDoubt, times: 1);
            _clock.Advance(SiloOffers.AnswerInDoubt);
            return await taking;
        }
    }
}
