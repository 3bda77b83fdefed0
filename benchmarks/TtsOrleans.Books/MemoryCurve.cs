using System.Globalization;

namespace TtsOrleans.Books;

/// <summary>The most physical memory a process held in each quarter of a book: what grows with the book shows.</summary>
/// <param name="read">Bytes it holds now.</param>
internal sealed class MemoryCurve(Func<long> read)
{
    private readonly long _before = read();
    private readonly long[] _quarters = new long[4];

    /// <summary>Megabytes before the book, then the most of each quarter; a question mark where nothing was told during it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Megabytes(_before)} MB before it, at most {string.Join(", ", _quarters.Select(most => most > 0 ? Megabytes(most) : "?"))} MB in its quarters");

    /// <summary>Reads the memory where the book has come to <paramref name="share"/> of its sentences.</summary>
    public void Read(double share)
    {
        var quarter = Math.Min((int)(share * _quarters.Length), _quarters.Length - 1);
        _quarters[quarter] = Math.Max(_quarters[quarter], read());
    }

    /// <summary>For people.</summary>
    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0}");
}
