namespace TtsOrleans.Speech.Tests;

/// <summary>A test that measures against a file beside the repository; skipped, with the reason, where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFileFactAttribute : FactAttribute
{
    /// <param name="path">The file below the folder <c>shared</c> beside the repository.</param>
    public SharedFileFactAttribute(string path)
    {
        if (Find(path) is null)
        {
            Skip = $"needs ../shared/{path} beside the repository";
        }
    }

    /// <summary>The repository's folder: the one with the solution, above the test's own.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The file's path; null if it is absent.</summary>
    public static string? Find(string path)
    {
        var file = Path.GetFullPath(Path.Combine(Repository, "..", "shared", path));
        return File.Exists(file) ? file : null;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TtsOrleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("no folder above the test holds TtsOrleans.sln");
    }
}
