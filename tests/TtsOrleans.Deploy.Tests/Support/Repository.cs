namespace TtsOrleans.Deploy.Tests.Support;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Full path of a file or folder in it.</summary>
    public static string At(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>An executable of the product, as built in the configuration under test.</summary>
    public static string Built(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return At("src", $"TtsOrleans.{project}", "bin", output.Parent!.Name, output.Name, $"TtsOrleans.{project}.dll");
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TtsOrleans.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
