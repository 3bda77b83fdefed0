using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.LocalClusters;

public sealed class ScriptTests
{
    [ProgramFact("shellcheck", "shellcheck")]
    public async Task Shellcheck_finds_nothing()
    {
        var (code, output) = await Commands.CaptureAsync(
            "shellcheck",
            ["-x", Repository.At("deploy", "local-cluster"), Repository.At("deploy", "local", "supervise"), .. Directory.GetFiles(Repository.At("deploy", "local"), "*.sh"), Repository.At(".ci", "run"), Repository.At("tests", "postgres-versions")]);

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"tts-none-{Guid.NewGuid():N}");
        await AssertToldAsync("no cluster in", "status", "--dir", folder);
        await AssertToldAsync("unknown option --silo", "up", "--silo", "3", "--dir", folder);
        await AssertToldAsync("--silos is 1 to 40", "up", "--silos", "0", "--dir", folder);
        await AssertToldAsync("up [--silos 3]", "nonsense");
        Assert.False(Directory.Exists(folder));
    }

    private static async Task AssertToldAsync(string message, params string[] command)
    {
        var (code, output) = await Commands.CaptureAsync("bash", [Repository.At("deploy", "local-cluster"), .. command]);
        Assert.NotEqual(0, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }
}
