namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>The product's executables, as built beside whatever runs this.</summary>
public static class Built
{
    /// <summary>The assembly of <c>TtsOrleans.{project}</c> in its own project's output, of the configuration that runs.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public static string PathOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Repository.At("src", $"TtsOrleans.{project}", "bin", output.Parent!.Name, output.Name, $"TtsOrleans.{project}.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: dotnet build -c Release src/TtsOrleans.{project}");
    }

    /// <summary>Program and arguments that start <c>TtsOrleans.{project}</c>, settings given as <c>--Key=value</c>.</summary>
    public static string[] Command(string project, params string[] settings) => ["dotnet", PathOf(project), .. settings];

    /// <summary>Runs <c>TtsOrleans.{project}</c> where it ends by itself: a command, or a start that is refused.</summary>
    public static Task<CommandResult> RunAsync(string project, params string[] settings) => Commands.CaptureAsync("dotnet", [PathOf(project), .. settings]);
}
