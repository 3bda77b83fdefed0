using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>A place in the list of jobs. Ids alone do not order it: one that stands for a key of the client's tells no time.</summary>
/// <param name="Created">Milliseconds since 1970.</param>
/// <param name="Id">The job's id.</param>
internal sealed record JobCursor(long Created, string Id)
{
    /// <summary>The place of a job.</summary>
    public static JobCursor Of(StoredJob job) => new(job.Created.ToUnixTimeMilliseconds(), job.Id);

    /// <summary>Reads a place back; false if the text is none.</summary>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out JobCursor cursor)
    {
        cursor = text.Split('-') is [var created, var id] && JobKey.IsId(id) && long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new(time, id)
            : null;
        return cursor is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Created}-{Id}");
}
