using TtsOrleans.Speech.Text;

namespace TtsOrleans.Speech.Tests.Text;

/// <summary>One front end for all tests: it is immutable and slow to load.</summary>
internal static class FrontEnd
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "frontend");

    private static readonly Lazy<TextFrontEnd> Loaded = new(() => TextFrontEnd.Load(Folder));

    public static TextFrontEnd Instance => Loaded.Value;

    public static TextPiece[] Read(string text) => [.. Instance.Read(text)];

    /// <summary>The spoken syllables and phones of a text, apart by spaces.</summary>
    public static string Spoken(string text) =>
        string.Join(' ', Read(text).SelectMany(piece => piece.Words).SelectMany(word => word.Characters).Where(character => character.Pinyin is not null).Select(character => character.Pinyin));

    /// <summary>The words that are read, apart by bars.</summary>
    public static string Words(string text) =>
        string.Join('|', Read(text).SelectMany(piece => piece.Words).Where(word => word.UnitCount > 0).Select(word => word.Text));

    /// <summary>Units as <c>sy/tone</c>, apart by spaces.</summary>
    public static string Units(string text) =>
        string.Join(' ', Read(text).SelectMany(piece => piece.Units).Select(unit => $"{unit.Sy}/{(unit.Tone == "none" ? "n" : unit.Tone["tone".Length..])}"));
}
