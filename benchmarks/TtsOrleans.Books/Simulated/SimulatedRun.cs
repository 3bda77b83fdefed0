using System.Diagnostics;
using System.Globalization;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Books.Simulated;

/// <summary>A book longer than any memory, of sentences that take 100 ms and no processor: what all around synthesis costs and keeps.</summary>
internal static class SimulatedRun
{
    // As much as the whole store of a book may never take: caches, buffers and what the runtime has not collected yet.
    private const long MostMemory = 1_000_000_000;
    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(100);

    /// <returns>Whether the goal was reached.</returns>
    /// <exception cref="InvalidOperationException">What is stored is not the book.</exception>
    public static async Task<bool> RunAsync(BookArguments arguments)
    {
        await using var silo = await BookSilo.StartAsync(arguments.Slots, Piece, TimeSpan.FromSeconds(arguments.SecondsPerPiece));
        var book = Book.Write(new(Environment.TickCount), arguments.Characters);
        var memory = new MemoryCurve(() => Environment.WorkingSet);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var status = await RenderAsync(silo.Grains.GetGrain<IRenderJob>($"job-{NewId()}"), Order(silo, book), memory);
        var took = Stopwatch.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;
        Check.That(status.State == JobState.Done, $"The job ended {status.State} with {status.Errors.Length} errors.");
        started = Stopwatch.GetTimestamp();
        var bytes = await StoredBook.CheckAsync(silo.Grains, book, status);
        var read = Stopwatch.GetElapsedTime(started);
        return Report(arguments, silo, status, memory, (took, processor, read), bytes);
    }

    private static JobOrder Order(BookSilo silo, Book book) => new(
        "book",
        new(silo.Voice.Manifest.Name, silo.Voice.Hash),
        silo.Voice.Manifest.SampleRate,
        "wav",
        1,
        [.. book.Chapters.Select((paragraphs, chapter) => new JobChapter(Book.TitleOf(chapter), [.. paragraphs.Select(text => new JobParagraph(text, new SpeakingStyle(0, 0)))]))]);

    private static async Task<JobStatus> RenderAsync(IRenderJob job, JobOrder order, MemoryCurve memory)
    {
        var status = await job.Submit(order);
        var told = Stopwatch.GetTimestamp();
        await foreach (var now in job.Watch())
        {
            status = now;
            var done = status.Chapters.Sum(chapter => chapter.CharactersDone) / (double)status.Chapters.Sum(chapter => chapter.Characters);
            memory.Read(done);
            if (Stopwatch.GetElapsedTime(told) > TimeSpan.FromSeconds(10))
            {
                told = Stopwatch.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:P1}, {status.Remaining?.TotalSeconds:0} s to go, {Environment.WorkingSet / 1e6:0} MB"));
            }
        }

        return status;
    }

    private static bool Report(BookArguments arguments, BookSilo silo, JobStatus status, MemoryCurve memory, (TimeSpan Made, TimeSpan Processor, TimeSpan Read) took, long bytes)
    {
        var sentences = status.Chapters.Sum(chapter => chapter.Sentences ?? 0);
        var ideal = Piece * sentences / arguments.Slots;
        using var own = Process.GetCurrentProcess();
        var peak = own.PeakWorkingSet64;
        Print($"book: {arguments.Characters} characters, {status.Chapters.Length} chapters, {sentences} sentences, each stored once; {bytes / 2.0 / status.SampleRate / 3600:0.00} h of audio.");
        Print($"time: {took.Made.TotalSeconds:0.0} s with {arguments.Slots} slots, {ideal.TotalSeconds:0.0} s if they never waited; processor {took.Processor.TotalSeconds:0.0} s. All audio read back in {took.Read.TotalSeconds:0.0} s.");
        Print($"disk: {bytes / 1e9:0.00} GB of audio in {silo.Stored / 1e9:0.00} GB of files.");
        Print($"memory: {memory}; {MemoryCurve.Megabytes(peak)} MB at most with the reading of all audio, goal at most {MemoryCurve.Megabytes(MostMemory)} MB: {(peak <= MostMemory ? "yes" : "**no**")}.");
        return peak <= MostMemory;
    }

    private static string NewId() => Guid.NewGuid().ToString("N")[..26];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
