namespace TtsOrleans.Speech.Tests;

/// <summary>Files of the source tree, found by walking up from where the tests run.</summary>
internal static class RepositoryTree
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Measuring data that lie beside the repository where somebody has put them; absent elsewhere.</summary>
    public static string Shared { get; } = Path.Combine(Path.GetDirectoryName(Root)!, "shared");

    public static string Models { get; } = Path.Combine(Root, "models");

    public static string Fixture(string name) => Path.Combine(Root, "tests", "TtsOrleans.Speech.Tests", "Synthesis", "Fixtures", name);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "TtsOrleans.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
