using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>The cells of a sentence, as the number forms look at them: any index is allowed, outside there is 0.</summary>
internal sealed class Passage(List<Cell> cells)
{
    public int Count => cells.Count;

    /// <summary>The scalar at an index.</summary>
    public int this[int index] => index >= 0 && index < cells.Count ? cells[index].Value : 0;

    public Cell Cell(int index) => cells[index];

    /// <summary>How many ASCII digits follow one another from an index on.</summary>
    public int Digits(int at)
    {
        var end = at;
        while (Script.IsDigit(this[end]))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>How many Latin letters follow one another from an index on.</summary>
    public int Letters(int at)
    {
        var end = at;
        while (Script.IsLatin(this[end]))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>ASCII text of some cells.</summary>
    public string Text(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => (char)this[i]));

    public bool Follows(int at, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (this[at + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first of the texts that stands at an index; put the longer ones first.</summary>
    public string? FollowsAny(int at, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (Follows(at, text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Whether the text ends just before an index.</summary>
    public bool Precedes(int at, string text) => Follows(at - text.Length, text);

    /// <summary>Index of the first cell from <paramref name="at"/> on that is no space.</summary>
    public int SkipSpace(int at)
    {
        while (this[at] == ' ')
        {
            at++;
        }

        return at;
    }

    /// <summary>Index of the last cell before <paramref name="at"/> that is no space.</summary>
    public int SkipSpaceBack(int at)
    {
        do
        {
            at--;
        }
        while (this[at] == ' ');
        return at;
    }
}
