using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.EndToEnd;

namespace TtsOrleans.Books.Real;

/// <summary>Short texts that nobody spoke before, streamed one after the other with a breath between them.</summary>
internal sealed class Listeners(SpeechClient client, TextSource texts)
{
    private const int Shortest = 20;
    private const int Longest = 100;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    private readonly Random _random = new(1);

    /// <summary>Milliseconds to the first audio of so many of them.</summary>
    public async Task<Samples> ListenAsync(int count)
    {
        var heard = new Samples();
        while (heard.Count < count)
        {
            heard.Add(await ListenAsync());
        }

        return heard;
    }

    /// <summary>Milliseconds to the first audio of as many of them as there is time for until <paramref name="end"/>.</summary>
    public async Task<Samples> ListenAsync(Task end)
    {
        var heard = new Samples();
        while (!end.IsCompleted)
        {
            heard.Add(await ListenAsync());
        }

        return heard;
    }

    private async Task<double> ListenAsync()
    {
        await Task.Delay(Breath);
        return (await client.Speak(texts.Next(_random.Next(Shortest, Longest + 1)), stream: true)).First.TotalMilliseconds;
    }
}
