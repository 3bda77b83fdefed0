using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>One process that keeps its audio in a file, on a disk that is full.</summary>
[Collection(FailureCluster.Collection)]
public sealed class EmbeddedDiskTests(FailureCluster failures) : IDisposable
{
    private const int Megabytes = 4;
    private const int Requests = 6;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("tts-disk-").FullName;
    private readonly SpeechAsker _asker = new();

    private SmallDisk Disk => new(_folder, Megabytes);

    public void Dispose()
    {
        _asker.Dispose();
        Directory.Delete(_folder);
    }

    [DiskFact]
    public async Task Speech_goes_on_before_while_and_after_the_disk_is_full()
    {
        await Disk.MountAsync();
        await using (var gateway = NodeProcess.StartNew("Gateway", $"--Storage:Path={_folder}", "--Cache:AudioBytes=1"))
        {
            await gateway.WaitUntilReadyAsync(s_patience);
            var mix = new RequestMix(seed: 21, size: 3 * Requests);
            await SpeakAsync(gateway, mix);
            Disk.Fill();
            await SpeakAsync(gateway, mix);
            Disk.Free();
            await SpeakAsync(gateway, mix);
            Assert.True(gateway is { Running: true, Starts: 1 }, gateway.Output);
            Assert.Equal(0, await gateway.StopAsync(s_patience));
        }

        await Disk.UnmountAsync();
    }

    private async Task SpeakAsync(NodeProcess gateway, RequestMix mix)
    {
        for (var request = 0; request < Requests; request++)
        {
            var answer = await _asker.AskAsync(gateway, mix.Next(), streamed: request % 2 == 0, s_patience);
            Assert.True(answer.Kind == AnswerKind.Whole, $"{answer.Kind} {answer.Status} {answer.Said}\n{gateway.Output}");
            Assert.Equal(await failures.Reference.GetAsync(answer.Request), answer.Audio);
        }
    }
}
