using System.Diagnostics;

namespace TtsOrleans.Grains.Tests.Hosting;

public sealed class AudioArchiveKillTests
{
    [Fact]
    public async Task Process_killed_while_it_writes_leaves_a_sound_file_with_all_it_had_stored()
    {
        using var folder = new TemporaryFolder();
        var stored = await StoreAndKillAsync(folder.Path, atLeast: 40);

        using var host = TestSilo.Build(folder.Path, ("Archive:ReadBudget", "00:00:10"));
        foreach (var key in stored)
        {
            Assert.NotNull(await host.Archive().TryReadAsync(key, default));
        }

        using var connection = folder.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }

    /// <summary>The keys that the process had confirmed when it was killed.</summary>
    private static async Task<List<string>> StoreAndKillAsync(string folder, int atLeast)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(AudioArchiveKillTests).Assembly.Location, folder])
        {
            RedirectStandardOutput = true,
        })!;
        var stored = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } key)
        {
            stored.Add(key);
            if (stored.Count == atLeast)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.InRange(stored.Count, atLeast, int.MaxValue);
        return stored;
    }
}
