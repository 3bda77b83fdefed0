using System.Diagnostics;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Scaling;

/// <summary>How soon a listener hears something, in an idle cluster and while a book is made.</summary>
internal sealed class Listeners(IGrainFactory grains, VoiceReference voice)
{
    private const string Book = "那时候天还没有亮，村子里静得只听见远处的狗叫和近处的虫鸣，他背着一个旧书包，沿着河边的小路慢慢地往学校走去，心里想着昨天晚上没有做完的那道题目第";

    private int _texts;

    /// <summary>Milliseconds to the first audio of short texts that nobody spoke before, one after the other.</summary>
    public async Task<double[]> FirstAudioAsync(int count)
    {
        var heard = new double[count];
        for (var i = 0; i < count; i++)
        {
            var request = new SpeechRequest($"你好，这是第{_texts++}次问候。很高兴认识你。", voice, new SpeakingStyle(0, 0));
            var asked = Stopwatch.GetTimestamp();
            await foreach (var item in Router().Speak(request, default).WithBatchSize(1))
            {
                if (item is AudioChunk)
                {
                    heard[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
                    break;
                }
            }
        }

        return heard;
    }

    /// <summary>Makes a book until it is cancelled: every slot has a long piece of it, and every queue.</summary>
    public async Task MakeBookAsync(CancellationToken cancellationToken)
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(page => $"{Book}{page}遍。"));
        try
        {
            await foreach (var _ in Router().Speak(new(text, voice, new SpeakingStyle(1, 0), Priority: SpeechPriority.Job), default, cancellationToken))
            {
                // The sound is not wanted, only the work.
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The book is not to be finished.
        }
    }

    private ISpeechRouter Router() => grains.GetGrain<ISpeechRouter>(Random.Shared.Next(ISpeechRouter.Keys));
}
