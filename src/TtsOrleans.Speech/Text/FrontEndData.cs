using System.Security.Cryptography;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Lexicon;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text;

/// <summary>The files of the front end, loaded side by side.</summary>
internal sealed class FrontEndData
{
    /// <summary>Counts up with every change of the rules.</summary>
    private const int Rules = 1;

    private static readonly string[] Files =
        ["characters.tsv", "compatibility.tsv", "english.tsv", "phrases.tsv", "polyphone.json", "polyphone.onnx", "segmentation_hmm.tsv", "words.tsv"];

    public required string Version { get; init; }

    public required LexiconTable Characters { get; init; }

    public required LexiconTable English { get; init; }

    public required LexiconTable Phrases { get; init; }

    public required WordGraph Words { get; init; }

    public required CharacterTagger Tagger { get; init; }

    public required CompatibilityTable Compatibility { get; init; }

    public required PolyphoneModel Polyphones { get; init; }

    public static FrontEndData Load(string directory)
    {
        string Path(string name) => System.IO.Path.Combine(directory, name);
        var words = Task.Run(() => new WordGraph(LexiconTable.Load(Path("words.tsv"))));
        var polyphones = Task.Run(() => PolyphoneModel.Load(Path("polyphone.onnx"), Path("polyphone.json")));
        var version = Task.Run(() => Hash(directory));
        var tagger = Task.Run(() => CharacterTagger.Load(Path("segmentation_hmm.tsv")));
        var english = Task.Run(() => LexiconTable.Load(Path("english.tsv")));
        var phrases = LexiconTable.Load(Path("phrases.tsv"));
        var characters = LexiconTable.Load(Path("characters.tsv"));
        var compatibility = CompatibilityTable.Load(Path("compatibility.tsv"));
        return new FrontEndData
        {
            Version = version.GetAwaiter().GetResult(),
            Characters = characters,
            English = english.GetAwaiter().GetResult(),
            Phrases = phrases,
            Words = words.GetAwaiter().GetResult(),
            Tagger = tagger.GetAwaiter().GetResult(),
            Compatibility = compatibility,
            Polyphones = polyphones.GetAwaiter().GetResult(),
        };
    }

    private static string Hash(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(directory, file))));
        }

        return $"{Rules}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))}";
    }
}
