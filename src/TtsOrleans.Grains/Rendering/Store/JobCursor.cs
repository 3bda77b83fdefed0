using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>The place of a job in the list of all: when it was stored, in milliseconds since 1970, and its id among those of the same one.</summary>
internal sealed record JobCursor(long Created, string Id)
{
    private const char Separator = '-';

    /// <summary>The place of a job.</summary>
    public static JobCursor Of(StoredJob job) => new(job.Created.ToUnixTimeMilliseconds(), job.Id);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JobCursor? cursor)
    {
        cursor = text.Split(Separator) is [var created, var id] && JobKey.IsId(id) && long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? new(milliseconds, id)
            : null;
        return cursor is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Created}{Separator}{Id}");
}
