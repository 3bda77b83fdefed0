namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>The source tree that whatever runs this was built from.</summary>
public static class Repository
{
    /// <summary>Folder of the solution, found by walking up from where this runs.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Full path of a file or folder in it.</summary>
    public static string At(params string[] names) => Path.Combine([Root, .. names]);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "TtsOrleans.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This does not run inside the repository."));
}
