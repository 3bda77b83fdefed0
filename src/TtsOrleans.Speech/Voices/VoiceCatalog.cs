using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace TtsOrleans.Speech.Voices;

/// <summary>The voices of one folder; immutable. Never empty.</summary>
public sealed partial class VoiceCatalog
{
    private readonly FrozenDictionary<string, Voice> _byName;
    private readonly FrozenDictionary<string, Voice> _byHash;
    private readonly FrozenDictionary<string, IVoiceFamily> _families;

    private VoiceCatalog(ImmutableArray<Voice> voices, FrozenDictionary<string, IVoiceFamily> families)
    {
        Voices = voices;
        _families = families;
        _byName = voices.ToFrozenDictionary(voice => voice.Manifest.Name, StringComparer.Ordinal);
        _byHash = voices.ToFrozenDictionary(voice => voice.Hash, StringComparer.Ordinal);
    }

    /// <summary>All voices: the default one first, the others by name.</summary>
    public ImmutableArray<Voice> Voices { get; }

    /// <summary>The voice for those who ask for none.</summary>
    public Voice Default => Voices[0];

    /// <summary>
    /// Loads every sub-folder of <paramref name="directory"/> that holds a voice. A broken one is logged by name with the reason and left out.
    /// Each voice's networks are opened once, so that damaged weights show here and not at the first request.
    /// </summary>
    /// <param name="directory">The folder of the voices' folders.</param>
    /// <param name="families">The kinds of networks that can be run.</param>
    /// <param name="defaultVoice">The name of <see cref="Default"/>; null for the first by name.</param>
    /// <param name="logger">Hears of broken folders.</param>
    /// <exception cref="VoiceException">No voice can be used, or not the default one; the message names the folder.</exception>
    public static VoiceCatalog Load(string directory, IEnumerable<IVoiceFamily> families, string? defaultVoice, ILogger logger)
    {
        var root = Path.GetFullPath(directory);
        var known = families.ToFrozenDictionary(family => family.Name, StringComparer.Ordinal);
        var voices = Folders(root).Select(folder => TryRead(folder, known, logger)).OfType<Voice>().ToList();
        if (voices.Count == 0)
        {
            throw new VoiceException($"No voice in '{root}': a voice is a sub-folder with a {VoiceManifestReader.FileName} and its networks. Broken ones are named in the log.");
        }

        if (defaultVoice is not null && voices.TrueForAll(voice => voice.Manifest.Name != defaultVoice))
        {
            throw new VoiceException($"The default voice '{defaultVoice}' is not in '{root}'; there is: {string.Join(", ", voices.Select(voice => voice.Manifest.Name))}.");
        }

        return new([.. voices.OrderByDescending(voice => voice.Manifest.Name == defaultVoice).ThenBy(voice => voice.Manifest.Name, StringComparer.Ordinal)], known);
    }

    /// <summary>The voice of that name, or null.</summary>
    public Voice? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The voice of that hash, or null.</summary>
    public Voice? FindByHash(string hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>What runs the networks of <paramref name="voice"/>, one of this catalogue.</summary>
    public IVoiceFamily FamilyOf(Voice voice) => _families[voice.Manifest.Family];

    private static string[] Folders(string root)
    {
        try
        {
            return [.. System.IO.Directory.EnumerateDirectories(root).Where(LooksLikeVoice).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VoiceException($"No voice: the folder '{root}' cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Networks without a manifest are a voice as well, a broken one.</summary>
    private static bool LooksLikeVoice(string folder) =>
        File.Exists(Path.Combine(folder, VoiceManifestReader.FileName)) || System.IO.Directory.EnumerateFiles(folder, "*.onnx").Any();

    private static Voice? TryRead(string folder, FrozenDictionary<string, IVoiceFamily> families, ILogger logger)
    {
        try
        {
            var voice = Voice.Read(folder, logger);
            if (!families.TryGetValue(voice.Manifest.Family, out var family))
            {
                throw new VoiceException($"family '{voice.Manifest.Family}' is not known; there is: {string.Join(", ", families.Keys.Order(StringComparer.Ordinal))}.");
            }

            family.Load(voice).Dispose();
            LogLoaded(logger, voice.Manifest.Name, voice.Manifest.Version, voice.Manifest.Family, voice.Manifest.Speakers.Length, voice.Manifest.Emotions.Length);
            return voice;
        }
        catch (VoiceException fault)
        {
            LogBroken(logger, Path.GetFileName(folder), fault.Message);
            return null;
        }
    }
}
