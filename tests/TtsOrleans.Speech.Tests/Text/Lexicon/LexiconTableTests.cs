using System.Text;
using CsCheck;
using TtsOrleans.Speech.Text.Lexicon;

namespace TtsOrleans.Speech.Tests.Text.Lexicon;

public sealed class LexiconTableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Finds_what_a_dictionary_finds() => Gen.Select(Gen.Char["ab一二"].Array[1, 5], Gen.Int[0, 99]).Array[0, 60].Sample(
        rows =>
        {
            var expected = new Dictionary<string, string>();
            foreach (var (key, value) in rows)
            {
                expected.TryAdd(new string(key), $"{value}");
            }

            File.WriteAllLines(_file, rows.Select(row => $"{new string(row.Item1)}\t{row.Item2}"));
            var table = LexiconTable.Load(_file);

            Assert.All(expected, row => Assert.Equal(row.Value, Find(table, row.Key)));
            Assert.Equal("", Find(table, "c"));
            Assert.Equal("", Find(table, "aaaaaa"));
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void A_row_without_a_key_is_refused_with_the_file_named()
    {
        File.WriteAllText(_file, "a\t1\nnonsense\n");

        var exception = Assert.Throws<InvalidDataException>(() => LexiconTable.Load(_file));

        Assert.Contains(_file, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private static string Find(LexiconTable table, string key) => Encoding.UTF8.GetString(table.Find(Encoding.UTF8.GetBytes(key)));
}
