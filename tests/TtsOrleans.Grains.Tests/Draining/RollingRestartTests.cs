using System.Collections.Concurrent;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Grains.Tests.Hosting;
using TtsOrleans.Grains.Tests.Synthesis;

namespace TtsOrleans.Grains.Tests.Draining;

/// <summary>One silo after another stops and a new one takes its place, while listeners listen: nobody may notice.</summary>
public sealed class RollingRestartTests : IDisposable
{
    private const int Listeners = 4;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private static readonly string Text = string.Concat(Enumerable.Range(1, 25).Select(number => $"这是第{number}句话。"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restart_of_every_silo_loses_no_request_and_no_sample()
    {
        await using var cluster = await SpeechCluster.StartAsync(silos: 3, slots: 1, () => RealSpeech.Catalog(new BarrierFamily()));
        var expected = await ExpectAsync(cluster.Grains, RealSpeech.Voice);

        var heard = await ListenWhileAsync(cluster, () => Task.FromResult(RealSpeech.Voice), () => RollAsync(cluster));

        Assert.True(heard.Count >= Listeners);
        Assert.All(heard, speech => Assert.True(expected[speech.Listener].AsSpan().SequenceEqual(speech.Pcm), $"listener {speech.Listener}"));
    }

    [Fact]
    public async Task Restart_with_another_version_of_the_voice_finishes_what_was_begun_with_the_old_one()
    {
        RealSpeech.CopyAsVersion("0.2.0", _folder.Path);
        var renewed = false;
        await using var cluster = await SpeechCluster.StartAsync(silos: 2, slots: 1, () => renewed
            ? RealSpeech.Catalog(new BarrierFamily { Salt = 91 }, _folder.Path)
            : RealSpeech.Catalog(new BarrierFamily()));
        var old = RealSpeech.Voice;
        var expected = new Dictionary<string, byte[][]> { [old.Hash] = await ExpectAsync(cluster.Grains, old) };
        renewed = true;

        var heard = await ListenWhileAsync(cluster, () => VersionAsync(cluster.Grains), () => RollAsync(cluster));

        var now = await VersionAsync(cluster.Grains);
        Assert.NotEqual(old.Hash, now.Hash);
        expected[now.Hash] = await ExpectAsync(cluster.Grains, now);
        Assert.False(expected[old.Hash][0].AsSpan().SequenceEqual(expected[now.Hash][0]));
        Assert.Contains(heard, speech => speech.VoiceHash == old.Hash);
        Assert.All(heard, speech => Assert.True(expected[speech.VoiceHash][speech.Listener].AsSpan().SequenceEqual(speech.Pcm), $"listener {speech.Listener}"));
    }

    private static SpeechRequest Order(VoiceReference voice, int listener) => voice.Request(Text, emotion: listener);

    private static async Task<byte[][]> ExpectAsync(IGrainFactory grains, VoiceReference voice) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, Listeners).Select(listener => Heard.ListenAsync(grains, Order(voice, listener))))).Select(speech => speech.Pcm)];

    private static async Task<VoiceReference> VersionAsync(IGrainFactory grains) =>
        (await grains.GetGrain<IVoiceDirectory>(Random.Shared.Next(64)).GetVoices())[0].Reference;

    private static async Task<IReadOnlyCollection<(int Listener, byte[] Pcm, string VoiceHash)>> ListenWhileAsync(
        SpeechCluster cluster, Func<Task<VoiceReference>> voice, Func<Task> roll)
    {
        var heard = new ConcurrentBag<(int, byte[], string)>();
        var rolling = roll();
        await Task.WhenAll(Enumerable.Range(0, Listeners).Select(async number =>
        {
            var listener = new SteadyListener(cluster.Grains, Pace);
            do
            {
                var (pcm, hash) = await listener.ListenAsync(voice, version => Order(version, number));
                heard.Add((number, pcm, hash));
            }
            while (!rolling.IsCompleted);

            Assert.True(listener.LongestWait < TimeSpan.FromSeconds(3), $"A listener waited for {listener.LongestWait}.");
        }));
        await rolling;
        return heard;
    }

    private static async Task RollAsync(SpeechCluster cluster)
    {
        foreach (var silo in cluster.Silos.Silos.ToList())
        {
            await cluster.Silos.StartAdditionalSiloAsync();
            await cluster.MeetAsync();
            await cluster.Silos.StopSiloAsync(silo);
        }
    }
}
