using System.Diagnostics;
using System.Globalization;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Books.Simulated;

/// <summary>A book longer than any memory, of sentences that take 100 ms and no processor: what all around synthesis costs and keeps.</summary>
internal static class SimulatedRun
{
    // As much as the whole store of a book may never take: caches, buffers and what the runtime has not collected yet.
    private const long MostMemory = 1_000_000_000;

    // What a silo that runs a book has under way of it: in each slot one sentence, and one on its way to be stored or to take the place.
    private const int InFlightASlot = 2;

    private static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(100);

    /// <returns>Whether the goal was reached.</returns>
    /// <exception cref="InvalidOperationException">What is stored is not the book, or more was rendered than had to be.</exception>
    public static async Task<bool> RunAsync(BookArguments arguments)
    {
        await using IBookSilos silos = arguments.Silos == 0
            ? await BookSilo.StartAsync(arguments.Slots, Piece, TimeSpan.FromSeconds(arguments.SecondsPerPiece))
            : await PostgresSilos.StartAsync(arguments, Piece);
        var book = Book.Write(new(Environment.TickCount), arguments.Characters);
        var memory = new MemoryCurve(() => silos.Memory);
        var ended = Task.CompletedTask;
        var middle = arguments.Middle;
        var before = silos.Processor;
        var (begunBefore, begunAtMiddle) = (silos.Begun, 0L);
        var started = Stopwatch.GetTimestamp();
        var rendered = await RenderedBook.FollowAsync(silos.Grains.GetGrain<IRenderJob>($"job-{NewId()}"), Order(silos.Voice, book), share =>
        {
            memory.Read(share);
            if (share >= 0.5 && middle != MiddleOfBook.Nothing)
            {
                begunAtMiddle = silos.Begun;
                ended = silos.EndRunnerAsync(middle);
                middle = MiddleOfBook.Nothing;
            }
        });
        var took = Stopwatch.GetElapsedTime(started);
        var after = silos.Processor;
        await ended;
        Check.That(rendered.Status.State == JobState.Done, $"The job ended {rendered.Status.State} with {rendered.Status.Errors.Length} errors.");
        started = Stopwatch.GetTimestamp();
        var bytes = await StoredBook.CheckAsync(silos.Grains, book, rendered.Status);
        var read = Stopwatch.GetElapsedTime(started);
        Print($"book: {arguments.Characters} characters, {rendered.Status.Chapters.Length} chapters, {Sentences(rendered)} sentences, each stored once; {bytes / 2.0 / rendered.Status.SampleRate / 3600:0.00} h of audio.");
        var begun = silos.Begun;
        Print($"renderings: {begun}, {begunBefore} of them before the order{(begunAtMiddle > 0 ? $" and {begunAtMiddle} when the silo was ended" : "")}; {await silos.CountRunsAsync()} runs of the job.");
        Print($"again: {CheckRenderings(arguments, begun - begunBefore - Sentences(rendered))}.");
        Print($"time: {took.TotalSeconds:0.0} s with {arguments.Slots} slots, {(Piece * Sentences(rendered) / arguments.Slots).TotalSeconds:0.0} s if they never waited; at most {rendered.StoodStill.TotalSeconds:0.0} s without a sentence.");
        Print($"processor: {(after.Silos - before.Silos).TotalSeconds:0.0} s of the silos, {(after.Database - before.Database).TotalSeconds:0.0} s of a database apart. All audio read back in {read.TotalSeconds:0.0} s.");
        Print($"disk: {bytes / 1e9:0.00} GB of audio in {await silos.DescribeStorageAsync()}.");
        var peak = silos.PeakMemory;
        Print($"memory of the silo that held most: {memory}; {MemoryCurve.Megabytes(peak)} MB at most with the reading of all audio, goal at most {MemoryCurve.Megabytes(MostMemory)} MB: {(peak <= MostMemory ? "yes" : "**no**")}.");
        return peak <= MostMemory;
    }

    private static JobOrder Order(Voice voice, Book book) => new(
        "book",
        new(voice.Manifest.Name, voice.Hash),
        voice.Manifest.SampleRate,
        "wav",
        1,
        [.. book.Chapters.Select((paragraphs, chapter) => new JobChapter(Book.TitleOf(chapter), [.. paragraphs.Select(text => new JobParagraph(text, new SpeakingStyle(0, 0)))]))]);

    /// <summary>All were rendered at least once, or they would not be stored; so what is above their number was rendered again.</summary>
    private static string CheckRenderings(BookArguments arguments, long again)
    {
        var most = arguments.Middle == MiddleOfBook.Nothing ? 0 : InFlightASlot * arguments.Slots;
        Check.That(again >= 0 && again <= most, $"{again} sentences were rendered again, {most} at most had to be.");
        return arguments.Middle switch
        {
            MiddleOfBook.Nothing => "each sentence once",
            MiddleOfBook.Kill => $"{again} again after the silo that ran the book was killed, at most {most} had to be",
            _ => $"{again} again after the silo that ran the book was stopped, at most {most} had to be",
        };
    }

    private static int Sentences(RenderedBook book) => book.Status.Chapters.Sum(chapter => chapter.Sentences ?? 0);

    private static string NewId() => Guid.NewGuid().ToString("N")[..26];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
