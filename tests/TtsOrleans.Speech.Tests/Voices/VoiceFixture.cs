using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Tests.Voices;

/// <summary>The embedded voice with one engine, for the tests of one class.</summary>
public sealed class VoiceFixture : IDisposable
{
    public VoiceFixture()
    {
        Voice = Voice.Read(Path.Combine(RepositoryTree.Models, "lanshan"), NullLogger.Instance);
        Engine = new LanshanFamily().Load(Voice);
    }

    public Voice Voice { get; }

    public ISpeechEngine Engine { get; }

    public void Dispose() => Engine.Dispose();
}
