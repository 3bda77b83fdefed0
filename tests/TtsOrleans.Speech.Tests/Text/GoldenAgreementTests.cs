namespace TtsOrleans.Speech.Tests.Text;

/// <summary>The units agree with those the embedded voice was trained with.</summary>
public class GoldenAgreementTests
{
    private const double Required = 0.97;

    [SharedFileFact("voice/golden.tsv")]
    public void Units_agree_with_the_training_front_end()
    {
        var agreement = Agreement(SharedFileFactAttribute.PathOf("voice/golden.tsv"), out var differences);

        Assert.True(agreement >= Required, $"{agreement:P2} of the units agree:\n{differences}");
    }

    [Fact]
    public void Units_of_the_fixture_are_exactly_those_of_training()
    {
        var agreement = Agreement(Path.Combine(RepositoryTree.Root, "tests/TtsOrleans.Speech.Tests/Text/Fixtures/golden.tsv"), out var differences);

        Assert.True(agreement == 1, $"{agreement:P2} of the units agree:\n{differences}");
    }

    private static double Agreement(string file, out string differences)
    {
        var (units, wrong, lines) = (0, 0, new List<string>());
        foreach (var line in File.ReadLines(file))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var expected = line[(tab + 1)..].Split(' ');
            var actual = FrontEnd.Units(line[..tab]).Split(' ');
            var distance = Distance(expected, actual);
            units += expected.Length;
            wrong += distance;
            if (distance > 0)
            {
                lines.Add($"{line[..tab]}: {distance}");
            }
        }

        differences = string.Join('\n', lines);
        return 1 - ((double)wrong / units);
    }

    /// <summary>Units to insert, delete or change.</summary>
    private static int Distance(string[] expected, string[] actual)
    {
        var row = Enumerable.Range(0, actual.Length + 1).ToArray();
        foreach (var unit in expected)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= actual.Length; j++)
            {
                var best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (unit == actual[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], best);
            }
        }

        return row[^1];
    }
}
