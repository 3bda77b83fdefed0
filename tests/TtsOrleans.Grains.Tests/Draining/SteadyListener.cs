using System.Diagnostics;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Draining;

/// <summary>
/// Listens as a gateway does: opens a stream that breaks off again where it was, and asks anew for the voice when nothing was heard and its
/// version is gone. Reads slowly, so that a request is under way for a while.
/// </summary>
internal sealed class SteadyListener(IGrainFactory grains, TimeSpan pace)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>As a gateway's: by time, because a busy machine takes longer to notice which silo has gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait for any item so far.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>Streams that broke off and were opened again.</summary>
    public int Reopened { get; private set; }

    /// <summary>Listens to the end.</summary>
    /// <returns>What was heard, and the version that spoke it.</returns>
    public async Task<(byte[] Pcm, string VoiceHash)> ListenAsync(Func<Task<VoiceReference>> voice, Func<VoiceReference, SpeechRequest> order)
    {
        while (true)
        {
            var version = await voice();
            try
            {
                return (await ListenAsync(order(version)), version.Hash);
            }
            catch (VoiceGoneException)
            {
                // Nothing was heard: the request is made anew with the version there is now.
                Reopened++;
            }
        }
    }

    private async Task<byte[]> ListenAsync(SpeechRequest request)
    {
        var heard = new Heard();
        var reached = heard.Reached;
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ReadAsync(request, heard);
                return heard.Pcm;
            }
            catch (Exception fault) when (StreamFault.IsTransient(fault, CancellationToken.None) || (fault is VoiceGoneException && heard.Reached != SpeechPosition.Start))
            {
                if (heard.Reached != reached)
                {
                    (reached, since) = (heard.Reached, Stopwatch.GetTimestamp());
                }
                else if (Stopwatch.GetElapsedTime(since) > Patience)
                {
                    throw new InvalidOperationException($"A request got no further than {reached} in {Patience}.", fault);
                }

                Reopened++;
                await Task.Delay(pace);
            }
        }
    }

    private async Task ReadAsync(SpeechRequest request, Heard heard)
    {
        var router = grains.GetGrain<ISpeechRouter>(Random.Shared.Next(ISpeechRouter.Keys));
        using var stream = new WatchedStream<SpeechItem>(stop => router.Speak(request, heard.Reached, stop).WithBatchSize(1), TimeProvider.System, CancellationToken.None);
        var asked = Stopwatch.GetTimestamp();
        while (await stream.MoveNextAsync(Silence))
        {
            var wait = Stopwatch.GetElapsedTime(asked);
            LongestWait = wait > LongestWait ? wait : LongestWait;
            heard.Hear(stream.Current);
            if (stream.Current is AudioChunk)
            {
                await Task.Delay(pace);
            }

            asked = Stopwatch.GetTimestamp();
        }

        if (heard.Ended is null)
        {
            throw new EnumerationAbortedException("The stream stopped without its end.");
        }
    }
}
