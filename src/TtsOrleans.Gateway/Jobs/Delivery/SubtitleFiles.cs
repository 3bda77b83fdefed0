using System.Text;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>The sentences of finished chapters with their times, as SubRip or WebVTT.</summary>
internal sealed class SubtitleFiles(JobsEndpoint jobs, JobCalls calls)
{
    private const string Srt = "srt";

    /// <summary>The formats, which are also the files' extensions.</summary>
    public static readonly string[] Formats = [Srt, "vtt"];

    /// <summary>Answers for a chapter's number, or with null for all of them, whose times run on.</summary>
    /// <param name="format">srt or vtt.</param>
    /// <exception cref="Errors.ApiProblem">404 or 409.</exception>
    public async Task HandleAsync(HttpContext context, string id, int? number, string format)
    {
        var aborted = context.RequestAborted;
        var status = await jobs.FindAsync(id, aborted);
        var recording = Recording.Of(status, JobFiles.Check(status, number));
        var writer = new CueWriter(isSrt: format == Srt, recording.SampleRate);
        var begin = 0L;
        foreach (var (chapter, samples) in recording.Chapters)
        {
            var sentences = await calls.ReadAsync(cluster => cluster.GetSentences(id, chapter, aborted), aborted);
            if (sentences.Sum(sentence => sentence.Samples) != samples)
            {
                throw new JobRefusedException("The job was deleted while it was read.");
            }

            var text = writer.Write(sentences, begin);
            if (!context.Response.HasStarted)
            {
                context.Response.ContentType = format == Srt ? "application/x-subrip; charset=utf-8" : "text/vtt; charset=utf-8";
                context.Response.Headers.CacheControl = "private, no-cache";
                context.Response.Headers.ContentDisposition =
                    FileName.Disposition(status.Id, status.Title, number is { } one ? (one, status.Chapters[one - 1].Title) : null, $".{format}");
            }

            await context.Response.WriteAsync(text, Encoding.UTF8, aborted);
            begin += samples;
        }
    }
}
