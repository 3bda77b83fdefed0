using System.Text;
using Microsoft.Net.Http.Headers;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>What a file is called when it is kept (RFC 6266): the title, and for clients that read ASCII alone the job's id.</summary>
internal static class FileName
{
    private const int Longest = 100;
    private const string Reserved = "<>:\"/\\|?*";

    /// <summary>The header for a file of a job.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="title">The job's title.</param>
    /// <param name="chapter">The chapter's number and title; null for the whole.</param>
    /// <param name="extension">With the dot.</param>
    public static string Disposition(string id, string title, (int Number, string Title)? chapter, string extension)
    {
        var name = chapter is { } one ? $"{title} {one.Number:000} {(one.Title == title ? "" : one.Title)}" : title;
        var header = new ContentDispositionHeaderValue("inline");
        var kept = Safe(name) + extension;
        header.SetHttpFileName(kept);
        if (!Ascii.IsValid(kept))
        {
            header.FileName = (chapter is { } part ? $"{id}-{part.Number:000}" : id) + extension;
        }

        return header.ToString();
    }

    /// <summary>A name that any file system takes and that leads into no folder.</summary>
    private static string Safe(string name)
    {
        var safe = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Take(Longest))
        {
            safe.Append(Rune.IsControl(rune) || (rune.IsAscii && Reserved.Contains((char)rune.Value)) ? "_" : rune.ToString());
        }

        return safe.ToString().Trim().Trim('.', ' ') is { Length: > 0 } kept ? kept : "audio";
    }
}
