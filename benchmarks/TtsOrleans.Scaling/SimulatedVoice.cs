using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Scaling;

/// <summary>A copy of the product's voice that is spoken by <see cref="SimulatedFamily"/>; deleted when disposed.</summary>
internal sealed class SimulatedVoice : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tts-simulated-");

    public SimulatedVoice()
    {
        var voice = new DirectoryInfo(Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "models")).First());
        var copy = _folder.CreateSubdirectory(voice.Name).FullName;
        foreach (var file in voice.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(copy, file.Name));
        }

        var manifest = Path.Combine(copy, "voice.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"family\": \"lanshan\"", $"\"family\": \"{SimulatedFamily.FamilyName}\"", StringComparison.Ordinal));
    }

    /// <summary>Where the copy lies.</summary>
    public string Folder => _folder.FullName;

    public VoiceCatalog Load(TimeSpan piece, TimeSpan? audio = null, SlotTimes? times = null) =>
        VoiceCatalog.Load(Folder, [new SimulatedFamily(piece, audio, times: times)], null, NullLogger.Instance);

    /// <summary>Loads the copy that lies in <paramref name="folder"/>.</summary>
    public static VoiceCatalog Load(string folder, TimeSpan piece, TimeSpan? audio = null, Action? begun = null) =>
        VoiceCatalog.Load(folder, [new SimulatedFamily(piece, audio, begun)], null, NullLogger.Instance);

    public void Dispose() => _folder.Delete(recursive: true);
}
