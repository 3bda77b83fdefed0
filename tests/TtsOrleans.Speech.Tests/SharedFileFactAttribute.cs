namespace TtsOrleans.Speech.Tests;

/// <summary>A test that measures against a file beside the repository; skipped, with the reason, where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFileFactAttribute : FactAttribute
{
    /// <param name="path">The file below the folder <c>shared</c> beside the repository.</param>
    public SharedFileFactAttribute(string path)
    {
        if (!File.Exists(PathOf(path)))
        {
            Skip = $"needs ../shared/{path} beside the repository";
        }
    }

    /// <summary>Where the file is, or would be.</summary>
    public static string PathOf(string path) => Path.Combine(RepositoryTree.Shared, path);
}
