using TtsOrleans.Cluster.Testing.Load;

namespace TtsOrleans.EndToEnd;

/// <summary>One request at a time: cold, cached and streamed, and what the same texts cost bare.</summary>
internal sealed class LatencyRounds(SpeechClient client, BareLoop bare, TextSource texts)
{
    public static readonly int[] Sizes = [50, 100, 200];

    private const int TextsARound = 10;
    private const int RepeatsACachedText = 10;

    private readonly Dictionary<int, SizeFigures> _bySize = Sizes.ToDictionary(size => size, _ => new SizeFigures());

    public SizeFigures this[int size] => _bySize[size];

    /// <summary>Milliseconds to the first samples of a streamed text of 100 characters.</summary>
    public Samples FirstAudio { get; } = new();

    public async Task Run()
    {
        foreach (var size in Sizes)
        {
            for (var index = 0; index < TextsARound; index++)
            {
                await Measure(_bySize[size], texts.Next(size));
            }
        }

        for (var index = 0; index < TextsARound; index++)
        {
            FirstAudio.Add((await client.Speak(texts.Next(100), stream: true)).First.TotalMilliseconds);
        }
    }

    /// <summary>Server and bare loop take turns at each text, so that a machine whose speed drifts is fair to both.</summary>
    private async Task Measure(SizeFigures figures, string text)
    {
        var cold = await client.Speak(text, stream: false);
        var core = bare.OneThread([text]);
        figures.Cold.Add(cold.Wall.TotalMilliseconds);
        figures.RealTime.Add(cold.Wall / cold.Audio);
        figures.BareCore.Add(core.TotalMilliseconds);
        figures.WallOverBare.Add(cold.Wall / (core / bare.Cores));
        for (var repeat = 0; repeat < RepeatsACachedText; repeat++)
        {
            figures.Cached.Add((await client.Speak(text, stream: false)).Wall.TotalMilliseconds);
        }
    }
}

/// <summary>What was measured for texts of one length.</summary>
internal sealed class SizeFigures
{
    /// <summary>Milliseconds for a text never heard before.</summary>
    public Samples Cold { get; } = new();

    /// <summary>Milliseconds for the same text again.</summary>
    public Samples Cached { get; } = new();

    /// <summary>Cold wall time over the length of the audio.</summary>
    public Samples RealTime { get; } = new();

    /// <summary>Milliseconds of the bare loop on one thread.</summary>
    public Samples BareCore { get; } = new();

    /// <summary>Cold wall time over the bare loop's core-seconds shared out to all cores.</summary>
    public Samples WallOverBare { get; } = new();
}
