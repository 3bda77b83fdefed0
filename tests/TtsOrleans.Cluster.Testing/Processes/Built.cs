namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>The product's executables, as built beside whatever runs this.</summary>
public static class Built
{
    /// <summary>Folder of the solution, found by walking up from where this runs.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The assembly of <c>TtsOrleans.{name}</c> in its own project's output, of the configuration that runs.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public static string PathOf(string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(Root, "src", $"TtsOrleans.{name}", "bin", output.Parent!.Name, output.Name, $"TtsOrleans.{name}.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: dotnet build -c Release src/TtsOrleans.{name}");
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "TtsOrleans.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This does not run inside the repository."));
}
