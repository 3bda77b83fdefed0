namespace TtsOrleans.EndToEnd;

/// <summary>The folder with the solution, found by walking up from where the runner lies.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "TtsOrleans.sln"))
            ? folder
            : Find(System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The runner does not lie inside the repository."));
}
