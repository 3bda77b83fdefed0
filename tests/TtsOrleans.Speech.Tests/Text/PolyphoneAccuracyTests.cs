using System.Globalization;
using System.Text;

namespace TtsOrleans.Speech.Tests.Text;

/// <summary>Characters with several readings are read right in their sentences, through the whole front end.</summary>
public class PolyphoneAccuracyTests
{
    private const double Required = 0.974;

    [SharedFileFact("evaluation/polyphone-dev.tsv")]
    public void Polyphones_are_read_right()
    {
        var lines = File.ReadAllLines(SharedFileFactAttribute.PathOf("evaluation/polyphone-dev.tsv"));

        var right = lines.AsParallel().Count(IsRight);

        Assert.True(right >= Required * lines.Length, $"{right} of {lines.Length} readings are right: {(double)right / lines.Length:P2}");
    }

    /// <summary>A line holds a sentence, the index of a character in code points, and its reading before any change of tone.</summary>
    private static bool IsRight(string line)
    {
        var columns = line.Split('\t');
        var start = columns[0].EnumerateRunes().Take(int.Parse(columns[1], CultureInfo.InvariantCulture)).Sum((Rune scalar) => scalar.Utf16SequenceLength);
        var character = FrontEnd.Read(columns[0]).SelectMany(piece => piece.Words).SelectMany(word => word.Characters).FirstOrDefault(item => item.Start == start);
        return (character?.Lexical ?? character?.Pinyin) == columns[2].Replace("u:", "v", StringComparison.Ordinal);
    }
}
