using System.Buffers.Text;
using System.Text;

namespace TtsOrleans.Speech.Text.Segmentation;

/// <summary>Finds words the dictionary lacks: a hidden Markov model that tags characters as Begin, Middle, End or Single (Viterbi).</summary>
internal sealed class CharacterTagger
{
    /// <summary>Longest word it may make; longer ones are cut, so that no word outgrows a piece.</summary>
    private const int LongestWord = 20;

    private const int Begin = 0, End = 1, Middle = 2, Single = 3;

    /// <summary>What an event the model never saw costs; sums of it absorb everything else, as in the model's own software.</summary>
    private const double Never = -3.14e100;

    /// <summary>From which states a state can be reached.</summary>
    private static readonly int[][] Previous = [[End, Single], [Begin, Middle], [Middle, Begin], [Single, End]];

    private readonly double[] _start = [Never, Never, Never, Never];
    private readonly double[,] _transition = new double[4, 4];
    private readonly Dictionary<int, double>[] _emission = [[], [], [], []];

    public static CharacterTagger Load(string path)
    {
        var model = new CharacterTagger();
        var bytes = File.ReadAllBytes(path);
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            var line = bytes.AsSpan(range);
            if (!line.IsEmpty && line[0] != '#' && !model.TryAdd(line))
            {
                throw new InvalidDataException($"{path}: cannot read the row \"{Encoding.UTF8.GetString(line)}\".");
            }
        }

        return model;
    }

    /// <summary>Cuts the scalars <paramref name="from"/> to before <paramref name="to"/> into words.</summary>
    public void Cut(ReadOnlySpan<Rune> scalars, int from, int to, List<CellSpan> words)
    {
        var tags = Tag(scalars[from..to]);
        var first = from;
        for (var i = from; i < to; i++)
        {
            if (tags[i - from] == Begin)
            {
                first = i;
            }
            else if (tags[i - from] == Single)
            {
                words.Add(new CellSpan(i, 1));
                first = i + 1;
            }
            else if (tags[i - from] == End || i - first + 1 == LongestWord)
            {
                words.Add(new CellSpan(first, i - first + 1));
                first = i + 1;
            }
        }

        if (first < to)
        {
            words.Add(new CellSpan(first, to - first));
        }
    }

    private int[] Tag(ReadOnlySpan<Rune> scalars)
    {
        var count = scalars.Length;
        var scores = new double[count, 4];
        var back = new int[count, 4];
        for (var state = 0; state < 4; state++)
        {
            scores[0, state] = _start[state] + Emission(state, scalars[0]);
        }

        for (var i = 1; i < count; i++)
        {
            for (var state = 0; state < 4; state++)
            {
                var emission = Emission(state, scalars[i]);
                var best = double.NegativeInfinity;
                foreach (var previous in Previous[state])
                {
                    var score = scores[i - 1, previous] + _transition[previous, state] + emission;
                    if (score > best || (score == best && previous > back[i, state]))
                    {
                        best = score;
                        back[i, state] = previous;
                    }
                }

                scores[i, state] = best;
            }
        }

        var tags = new int[count];
        tags[^1] = scores[count - 1, End] > scores[count - 1, Single] ? End : Single;
        for (var i = count - 1; i > 0; i--)
        {
            tags[i - 1] = back[i, tags[i]];
        }

        return tags;
    }

    private double Emission(int state, Rune scalar) => _emission[state].GetValueOrDefault(scalar.Value, Never);

    private bool TryAdd(ReadOnlySpan<byte> line)
    {
        var kind = Column(ref line);
        var from = State(Column(ref line));
        var middle = kind.SequenceEqual("start"u8) ? default : Column(ref line);
        if (from < 0 || !TryProbability(line, out var value))
        {
            return false;
        }

        if (kind.SequenceEqual("start"u8))
        {
            _start[from] = value;
        }
        else if (kind.SequenceEqual("trans"u8))
        {
            _transition[from, State(middle)] = value;
        }
        else if (kind.SequenceEqual("emit"u8) && Rune.DecodeFromUtf8(middle, out var scalar, out _) == System.Buffers.OperationStatus.Done)
        {
            _emission[from][scalar.Value] = value;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Column(ref ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        var column = tab < 0 ? line : line[..tab];
        line = tab < 0 ? default : line[(tab + 1)..];
        return column;
    }

    private static bool TryProbability(ReadOnlySpan<byte> text, out double value)
    {
        value = Never;
        return text.SequenceEqual("-inf"u8) || Utf8Parser.TryParse(text, out value, out _);
    }

    private static int State(ReadOnlySpan<byte> name) => name.IsEmpty ? -1 : "BEMS"u8.IndexOf(name[0]);
}
