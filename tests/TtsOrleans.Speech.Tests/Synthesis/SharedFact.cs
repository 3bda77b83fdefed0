using TtsOrleans.Speech.Tests.Voices;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>A test that needs measuring data beside the repository; skipped where they are absent.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string path)
    {
        if (!Path.Exists(Path.Combine(RepositoryTree.Shared, path)))
        {
            Skip = $"needs ../shared/{path} beside the repository";
        }
    }
}
