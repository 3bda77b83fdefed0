using System.Diagnostics;
using System.Globalization;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Books.Simulated;

/// <summary>A book that was rendered to its end.</summary>
/// <param name="Status">Where the job stood at last.</param>
/// <param name="StoodStill">The longest time in which no sentence was told to have come.</param>
internal sealed record RenderedBook(JobStatus Status, TimeSpan StoodStill)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Tell = TimeSpan.FromSeconds(10);

    /// <summary>Orders a book and follows it to its end, through the ends of silos.</summary>
    /// <param name="job">Where.</param>
    /// <param name="order">What.</param>
    /// <param name="reached">Told each time, with the share of the book that is rendered.</param>
    public static async Task<RenderedBook> FollowAsync(IRenderJob job, JobOrder order, Action<double> reached)
    {
        var status = await job.Submit(order);
        var (done, moved, told, still) = (0, Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), TimeSpan.Zero);
        while (status.State < JobState.Done)
        {
            await Task.Delay(Pause);
            try
            {
                status = await job.GetStatus() ?? throw new InvalidOperationException("The job is gone.");
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException or SpeechUnavailableException)
            {
                Console.Error.WriteLine($"no answer: {fault.Message}");
                continue;
            }

            var now = status.Chapters.Sum(chapter => chapter.CharactersDone);
            if (now != done)
            {
                var since = Stopwatch.GetElapsedTime(moved);
                still = since > still ? since : still;
                (done, moved) = (now, Stopwatch.GetTimestamp());
            }

            var share = done / (double)status.Chapters.Sum(chapter => chapter.Characters);
            reached(share);
            if (Stopwatch.GetElapsedTime(told) > Tell)
            {
                told = Stopwatch.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share:P1}, {status.Remaining?.TotalSeconds:0} s to go"));
            }
        }

        return new(status, still);
    }
}
