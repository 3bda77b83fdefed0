using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Whether a job that is there is the one that is ordered again under the same key.</summary>
internal static class OrderMatch
{
    /// <summary>The voice's version may have changed between; what the client wrote may not.</summary>
    public static bool IsOf(JobStatus status, JobOrder order) =>
        status.Title == order.Title
        && status.Voice.Name == order.Voice.Name
        && status.Format == order.Format
        && status.Volume == order.Volume
        && status.Chapters.Select(chapter => (chapter.Title, chapter.Characters))
            .SequenceEqual(order.Chapters.Select(chapter => (chapter.Title, chapter.Paragraphs.Sum(paragraph => paragraph.Text.Length))));
}
