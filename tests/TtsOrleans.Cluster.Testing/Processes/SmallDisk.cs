namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>A disk of a few megabytes, in memory, mounted over a folder.</summary>
public sealed class SmallDisk(string folder, int megabytes)
{
    private string Filler => Path.Combine(folder, "filler");

    /// <summary>Whether this machine allows it.</summary>
    public static async Task<bool> AllowedAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var folder = Directory.CreateTempSubdirectory("tts-disk-").FullName;
        try
        {
            return await Commands.TryAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder) && await Commands.TryAsync("umount", folder);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Mounts it.</summary>
    public Task MountAsync() => Commands.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);

    /// <summary>Takes it away, and all that lies on it.</summary>
    public Task UnmountAsync() => Commands.RunAsync("umount", folder);

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        try
        {
            File.WriteAllBytes(Filler, new byte[megabytes * 1024 * 1024]);
        }
        catch (IOException)
        {
            // As meant: what fitted is written.
        }
    }

    /// <summary>Undoes <see cref="Fill"/>.</summary>
    public void Free() => File.Delete(Filler);
}
