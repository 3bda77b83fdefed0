using System.Diagnostics;
using System.Globalization;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.EndToEnd;

namespace TtsOrleans.Books.Real;

/// <summary>A book in the real voice over HTTP, and what people who only want a sentence notice of it.</summary>
internal static class RealRun
{
    private const double MostRatio = 3;
    private const int WarmUp = 20;

    /// <returns>Whether the goal was reached.</returns>
    /// <exception cref="InvalidOperationException">The book is not as it was ordered, or a request was refused.</exception>
    public static async Task<bool> RunAsync(BookArguments arguments)
    {
        await using var own = arguments.Url is null ? await GatewayProcess.Start() : null;
        var url = arguments.Url ?? own!.Url;
        using var client = new BookClient(url);
        using var speech = new SpeechClient(url);
        var texts = new TextSource(Environment.TickCount);
        var listeners = new Listeners(speech, texts);
        await listeners.ListenAsync(WarmUp);
        var idle = await listeners.ListenAsync(arguments.Listeners);

        var book = Book.Write(texts, arguments.Characters);
        var memory = own is null ? null : new MemoryCurve(() => own.Memory);
        var ordered = Stopwatch.GetTimestamp();
        var job = await client.OrderAsync(book);
        var (begun, following) = Follow(client, job.Id, memory);
        await Task.WhenAny(begun, following);
        var busy = await listeners.ListenAsync(following);
        job = await following;
        var took = Stopwatch.GetElapsedTime(ordered);
        var found = await new BookChecks(client, book, job).CheckAsync();
        Print($"book: {arguments.Characters} characters in {took.TotalSeconds:0.0} s, {job.AudioSeconds / took.TotalSeconds:0.0} s of audio a second; {found}.");
        Print($"memory of the gateway with its silo: {(own is null ? "not known" : $"{memory}, {MemoryCurve.Megabytes(own.PeakMemory)} MB at most with the fetching of all audio")}.");
        await client.DeleteAsync(job.Id);
        return Compare(idle, busy);
    }

    private static (Task Begun, Task<JobAnswer> Ended) Follow(BookClient client, string id, MemoryCurve? memory)
    {
        var begun = new TaskCompletionSource();
        return (begun.Task, FollowAsync());

        async Task<JobAnswer> FollowAsync()
        {
            JobAnswer? last = null;
            var told = Stopwatch.GetTimestamp();
            await foreach (var job in client.FollowAsync(id))
            {
                last = job;
                memory?.Read(job.Share);
                if (job.Sentences.Done > 0)
                {
                    begun.TrySetResult();
                }

                if (Stopwatch.GetElapsedTime(told) > TimeSpan.FromSeconds(10))
                {
                    told = Stopwatch.GetTimestamp();
                    Console.Error.WriteLine($"{job.State}: {job.Sentences.Done} of {job.Sentences.Total} sentences, {job.EtaSeconds} s to go");
                }
            }

            return last!;
        }
    }

    private static bool Compare(Samples idle, Samples busy)
    {
        Check.That(busy.Count > 0, "The book was done before anybody else asked; order a longer one.");
        var ratio = busy.P95 / idle.P95;
        Print($"");
        Print($"| first audio of 20 to 100 characters | requests | p50 | p95 |");
        Print($"|---|---|---|---|");
        Print($"| idle | {idle.Count} | {idle.P50:0} ms | {idle.P95:0} ms |");
        Print($"| while the book is made | {busy.Count} | {busy.P50:0} ms | {busy.P95:0} ms |");
        Print($"| ratio, at p95 at most {MostRatio} | | {busy.P50 / idle.P50:0.00} | {ratio:0.00} {(ratio <= MostRatio ? "yes" : "**no**")} |");
        return ratio <= MostRatio;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
