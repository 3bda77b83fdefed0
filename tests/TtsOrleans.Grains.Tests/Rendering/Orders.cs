using System.Collections.Immutable;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>Orders, and what is done with them.</summary>
internal static class Orders
{
    private const string Base32 = "0123456789abcdefghjkmnpqrstvwxyz";
    private static int _count;

    /// <summary>An id; later ones are greater.</summary>
    public static string NewId()
    {
        var count = Interlocked.Increment(ref _count);
        return $"{new string('0', 23)}{Base32[count / 1024]}{Base32[count / 32 % 32]}{Base32[count % 32]}";
    }

    /// <summary>An order in the real voice; each chapter is its paragraphs.</summary>
    public static JobOrder Of(params string[][] chapters) => Of(RealSpeech.Voice, chapters);

    public static JobOrder Of(VoiceReference voice, params string[][] chapters) => new(
        "测试",
        voice,
        RealSpeech.Voices.Default.Manifest.SampleRate,
        "wav",
        1,
        [.. chapters.Select((paragraphs, index) => new JobChapter($"第{index + 1}章", [.. paragraphs.Select((text, place) => new JobParagraph(text, new(0, place % 2)))]))]);

    public static IRenderJob Job(this IGrainFactory grains, string id) => grains.GetGrain<IRenderJob>($"job-{id}");

    /// <summary>Watches a job to its end.</summary>
    public static async Task<JobStatus> EndAsync(this IRenderJob job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        JobStatus? last = null;
        await foreach (var status in job.Watch(limit.Token))
        {
            last = status;
        }

        return last!;
    }

    /// <summary>All audio of a chapter from a sample on, the stream held to its contract.</summary>
    public static async Task<byte[]> ReadAsync(this IGrainFactory grains, string id, int chapter, long fromSample = 0)
    {
        using var pcm = new MemoryStream();
        await foreach (var chunk in grains.GetGrain<IJobReader>(0).ReadAudio(id, chapter, fromSample))
        {
            Assert.Equal(fromSample + (pcm.Length / 2), chunk.Sample);
            Assert.InRange(chunk.Pcm.Length, 2, 64 * 1024);
            pcm.Write(chunk.Pcm);
        }

        return pcm.ToArray();
    }

    /// <summary>What one engine makes of an order, sentence after sentence.</summary>
    public static ImmutableArray<byte[]> RenderSerially(JobOrder order)
    {
        var voice = RealSpeech.Voices.Default;
        using var engine = RealSpeech.Voices.FamilyOf(voice).Load(voice);
        return
        [
            .. order.Chapters.Select(chapter => chapter.Paragraphs
                .SelectMany(paragraph => RealSpeech.FrontEnd.Read(paragraph.Text).Select(piece => (piece, paragraph.Style)))
                .SelectMany(sentence =>
                {
                    var units = voice.Units.Encode(sentence.piece.Units);
                    return engine.Speak(
                        new(
                            units.Sy, units.Tone, units.SyllableFlag, units.WordSegment, sentence.Style.Speaker, sentence.Style.Emotion,
                            sentence.Style.Intensity, sentence.Style.Rate, sentence.Style.Pitch, Speech.Synthesis.WindowPlan.Whole),
                        CancellationToken.None);
                })
                .OfType<Speech.Synthesis.PcmWindow>()
                .SelectMany(window => window.Pcm)
                .ToArray()),
        ];
    }
}
