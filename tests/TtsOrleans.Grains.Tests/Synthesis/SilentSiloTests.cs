using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis.Dispatch;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>What one learns of a silent silo, all who lean on it know: none waits a limit of its own.</summary>
public sealed class SilentSiloTests : IDisposable
{
    private readonly ArmedClock _clock = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly FrozenCalls _calls;
    private string? _victim;

    public SilentSiloTests() => _calls = new(grain => _victim is not null && grain.Key.ToString()!.Contains(_victim, StringComparison.Ordinal));

    public void Dispose() => _leave.Dispose();

    [Fact]
    public async Task Stream_of_a_silo_that_others_found_silent_goes_on_elsewhere_before_its_own_limit()
    {
        await using var silos = await StartAsync();
        var request = RealSpeech.Voice.Request("今天天气很好，我们去公园。");
        var whole = await silos.Listen(0, request).Ending;
        var held = await HoldSlotAsync(silos);
        silos.Families[1].Held = true;
        var listening = silos.Listen(0, request);
        var run = await silos.Families[1].NextRunAsync();
        _clock.Forget();
        run.LetGo(1);
        await listening.Heard.UntilSoundAsync();
        silos.Families[0].Held = false;
        await _leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);

        // What was asked before the frost is still answered; then both wait, the dispatcher for the silo and the router for the dispatcher.
        _calls.Freeze();
        run.LetGo(1);
        await _calls.Met.WaitAsync(TimeSpan.FromSeconds(30));
        await _clock.UntilArmedAsync(SiloOffers.SilenceInDoubt, times: 2);
        Other(silos).Suspect();
        _clock.Advance(SiloOffers.SilenceInDoubt);

        // The clock stands still at half a stream's own limit until one of the two has given up; behind that it may run on.
        await await Task.WhenAny(
            silos.Cluster.Said.UntilAsync("left a piece unfinished"), silos.Cluster.Said.UntilAsync("A piece's stream broke off"));
        await _clock.StepUntilAsync(listening.Ending, TimeSpan.FromMilliseconds(100));
        Assert.Equal(whole.Pcm, (await listening.Ending).Pcm);
        _calls.Thaw();
        run.LetGo();
    }

    [Fact]
    public async Task Offer_to_a_silo_found_silent_is_made_to_another_at_once()
    {
        await using var silos = await StartAsync();
        var held = await HoldSlotAsync(silos);
        _calls.Freeze();
        _clock.Forget();
        var listening = silos.Listen(0, RealSpeech.Voice.Request("今天天气很好，我们去公园。"));
        await _calls.Met.WaitAsync(TimeSpan.FromSeconds(30));
        await _clock.UntilArmedAsync(SiloOffers.AnswerInDoubt, times: 1);
        Other(silos).Suspect();
        _clock.Advance(SiloOffers.AnswerInDoubt);
        await silos.UntilTakenAsync(2);
        silos.Families[0].Held = false;
        await _leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        Assert.NotNull((await listening.Ending.WaitAsync(TimeSpan.FromSeconds(30))).Ended);
        _calls.Thaw();
    }

    private static Node Other(BarrierCluster silos) =>
        silos.Cluster.Service<NodeDirectory>(0).Nodes.Single(node => !node.Address.Equals(silos.Cluster.Service<LocalNode>(0).Address));

    private async Task<BarrierCluster> StartAsync()
    {
        var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1, silo =>
        {
            silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _clock);
            silo.AddIncomingGrainCallFilter(_calls);
            silo.Configure<CachingOptions>(options => options.AudioBytes = 0);
        });
        _victim = silos.Cluster.Service<LocalNode>(1).Status().Silo;
        return silos;
    }

    /// <summary>Has the first silo's only slot work until all leave, so that pieces go to the other one.</summary>
    private async Task<Task> HoldSlotAsync(BarrierCluster silos)
    {
        silos.Families[0].Held = true;
        var silo = silos.Cluster.Service<LocalNode>(0).Status().Silo;
        var synthesizer = silos.Factory(0).GetGrain<ISynthesizer>(new SynthesizerKey(RealSpeech.Voice.Hash, silo, 0).ToString());
        var holding = ListenAsync(synthesizer.Synthesize(TestPieces.Of(RealSpeech.Voice, 1, 0), _leave.Token));
        await silos.Families[0].NextRunAsync();
        await silos.Cluster.Service<NodeDirectory>(0).RefreshAsync();
        return holding;
    }

    private static async Task ListenAsync(IAsyncEnumerable<PieceItem> items)
    {
        await foreach (var _ in items)
        {
            // Its sound is not wanted, only its place.
        }
    }
}
