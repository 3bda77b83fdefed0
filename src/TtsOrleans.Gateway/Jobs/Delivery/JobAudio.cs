using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>The audio of finished chapters and of whole jobs, in any format.</summary>
internal sealed partial class JobAudio(
    JobsEndpoint jobs,
    RecordingReader reader,
    RecordingEncoder recordings,
    FfmpegEncoder encoder,
    AudioSpool spool,
    IOptions<FfmpegOptions> ffmpeg,
    IOptions<SpeakingOptions> speaking,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<JobAudio> logger)
{
    /// <summary>How long an answer waits for its file to be whole, so that it can have ranges; what takes longer is sent while it is made.</summary>
    private static readonly TimeSpan s_chapterWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_wholeWait = TimeSpan.FromSeconds(5);

    /// <summary>Answers for a chapter's number, or with null for all of them.</summary>
    /// <exception cref="Errors.ApiProblem">404, 409, or 400 for an unknown format.</exception>
    public async Task HandleAsync(HttpContext context, string id, int? number, string? format)
    {
        var status = await jobs.FindAsync(id, context.RequestAborted);
        var wanted = OrderDesk.FindFormat(string.IsNullOrEmpty(format) ? status.Format : format);
        var chapter = JobFiles.Check(status, number);
        if (wanted.NeedsEncoder && !encoder.IsAvailable)
        {
            throw new EncoderMissingException(ffmpeg.Value.Path);
        }

        AnswerHeaders.AllowSlowReading(context, TimeSpan.FromSeconds(speaking.Value.IdleSeconds));
        Describe(context, status, chapter, wanted);
        try
        {
            await SendAsync(context, Recording.Of(status, chapter), wanted);
        }
        catch (Exception exception) when (context.Response.HasStarted)
        {
            // Audio that stops must not look like audio that ends.
            if (!context.RequestAborted.IsCancellationRequested)
            {
                LogBrokenOff(logger, exception, id);
                context.Abort();
            }
        }
    }

    private async Task SendAsync(HttpContext context, Recording recording, AudioFormat format)
    {
        var identity = recording.Identity(format);
        if (!format.NeedsEncoder && recording.Volume == 1)
        {
            var header = format == AudioFormats.Wav ? WavHeader.ForAnyLength(recording.SampleRate, recording.Bytes) : [];
            await SendAsync(context, new RecordingStream(header, recording, reader), format, identity);
            return;
        }

        using var lease = spool.Open(identity, RecordingEncoder.MostBytes(recording, format), stop => recordings.EncodeAsync(recording, format, stop));
        if (lease is null)
        {
            await SendAsync(context, format, recordings.EncodeAsync(recording, format, context.RequestAborted));
        }
        else if (await IsWholeAsync(lease.File, recording.Chapters.Length == 1 ? s_chapterWait : s_wholeWait, context))
        {
            await SendAsync(context, new SpoolStream(lease.File), format, $"{lease.File.Digest}-{format.Name}");
        }
        else
        {
            await SendAsync(context, format, lease.File.FollowAsync(context.RequestAborted));
        }
    }

    /// <summary>A file whose every byte can be had: conditions and ranges are answered.</summary>
    private static async Task SendAsync(HttpContext context, Stream file, AudioFormat format, string tag)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        await Results.Stream(file, format.MediaType, entityTag: new($"\"{tag}\""), enableRangeProcessing: true).ExecuteAsync(context);
    }

    /// <summary>A file that is made while it is sent; nothing, not even headers, before its first bytes.</summary>
    private static async Task SendAsync(HttpContext context, AudioFormat format, IAsyncEnumerable<ReadOnlyMemory<byte>> bytes)
    {
        await foreach (var next in bytes.WithCancellation(context.RequestAborted))
        {
            if (!context.Response.HasStarted)
            {
                AnswerHeaders.Stream(context, format.MediaType);
                if (HttpMethods.IsHead(context.Request.Method))
                {
                    return;
                }
            }

            await context.Response.BodyWriter.WriteAsync(next, context.RequestAborted);
        }
    }

    private async Task<bool> IsWholeAsync(SpoolFile file, TimeSpan wait, HttpContext context)
    {
        try
        {
            await file.Making.WaitAsync(wait, time, context.RequestAborted);
            return true;
        }
        catch (TimeoutException) when (!file.Making.IsCompleted)
        {
            return false;
        }
    }

    private static void Describe(HttpContext context, JobStatus status, int? chapter, AudioFormat format) =>
        context.Response.Headers.ContentDisposition =
            FileName.Disposition(status.Id, status.Title, chapter is { } index ? (index + 1, status.Chapters[index].Title) : null, format.Extension);

    [LoggerMessage(1441, LogLevel.Error, "The audio of job {Job} failed under way and was broken off")]
    private static partial void LogBrokenOff(ILogger logger, Exception exception, string job);
}
