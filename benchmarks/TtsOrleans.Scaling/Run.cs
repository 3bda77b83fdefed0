using System.Diagnostics;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Scaling;

/// <summary>Requests at once, each of so many sentences, and how long they took.</summary>
/// <param name="Silos">Silos of one slot.</param>
/// <param name="Requests">Requests at once.</param>
/// <param name="Pieces">Sentences of all requests.</param>
/// <param name="Measured">From the first call to the last sample.</param>
/// <param name="Ideal">Every slot always at work.</param>
/// <param name="Use">Where the time of the slots went.</param>
/// <param name="Processor">What all of it took of the processor; near the number of cores times <paramref name="Measured"/>, the machine was the limit.</param>
internal sealed record Run(int Silos, int Requests, int Pieces, TimeSpan Measured, TimeSpan Ideal, SlotUse Use, TimeSpan Processor)
{
    /// <summary>What part of the slots' time was used.</summary>
    public double Efficiency => Ideal / Measured;

    private static int s_texts;

    /// <summary>Speaks texts that nobody spoke before, and checks that all of each came.</summary>
    public static async Task<Run> MeasureAsync(IGrainFactory grains, VoiceReference voice, int silos, int requests, int sentences, TimeSpan piece, SlotTimes times)
    {
        var texts = Enumerable.Range(0, requests).Select(_ => Text(Interlocked.Increment(ref s_texts), sentences)).ToList();
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(texts.Select(text => Task.Run(() => ReadAsync(grains, new(text, voice, new SpeakingStyle(0, 0)), sentences))));
        var ended = Stopwatch.GetTimestamp();
        var ideal = piece * Math.Ceiling((double)requests * sentences / silos);
        return new(silos, requests, requests * sentences, Stopwatch.GetElapsedTime(started, ended), ideal, times.Use(silos, started, ended), Environment.CpuUsage.TotalTime - processor);
    }

    /// <summary>A text of so many sentences, like no other of another number.</summary>
    private static string Text(int number, int sentences) =>
        string.Concat(Enumerable.Range(0, sentences).Select(sentence => $"第{number}篇的第{sentence}句话。"));

    private static async Task ReadAsync(IGrainFactory grains, SpeechRequest request, int sentences)
    {
        var router = grains.GetGrain<ISpeechRouter>(Random.Shared.Next(ISpeechRouter.Keys));
        await foreach (var item in router.Speak(request, default).WithBatchSize(32))
        {
            if (item is SpeechEnded { Pieces: var pieces } && pieces != sentences)
            {
                throw new InvalidOperationException($"{pieces} pieces came of {sentences}.");
            }
        }
    }
}
