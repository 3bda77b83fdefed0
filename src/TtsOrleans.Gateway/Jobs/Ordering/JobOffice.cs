using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Keys;
using TtsOrleans.Gateway.Voices;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Takes orders of jobs and hands them to the cluster.</summary>
internal sealed class JobOffice(
    JobCalls calls,
    JobCensus census,
    VoiceCatalog voices,
    FfmpegEncoder encoder,
    IOptions<JobsOptions> options,
    IOptions<FfmpegOptions> ffmpeg,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time)
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>Orders the job that a request describes; with an idempotency key known already, finds it.</summary>
    /// <exception cref="ApiProblem">The request is wrong, or there are too many jobs.</exception>
    public async Task<JobStatus> OrderAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var key = KeyOf(context.Request);
        var wish = await JobIntake.ReadAsync(context.Request, options.Value.MaxUploadBytes, cancellationToken);
        var desk = new JobDesk(await voices.GetAsync(cancellationToken), encoder.IsAvailable ? AudioFormats.Mp3 : AudioFormats.Wav, options.Value.MaxCharacters);
        var order = desk.Take(wish);
        if (AudioFormats.Find(order.Format)!.NeedsEncoder && !encoder.IsAvailable)
        {
            throw new EncoderMissingException(ffmpeg.Value.Path);
        }

        if (key is not null)
        {
            return await OrderAsync(JobIds.Of(context.Features.Get<ApiKeyFeature>()?.Prefix ?? "", key), order, cancellationToken);
        }

        await census.AdmitAsync(cancellationToken);
        return await calls.AskAsync(JobIds.New(time), job => job.Submit(order), cancellationToken);
    }

    /// <summary>Orders a job under the id of an idempotency key.</summary>
    private async Task<JobStatus> OrderAsync(string id, JobOrder order, CancellationToken cancellationToken)
    {
        var known = await calls.AskAsync(id, job => job.GetStatus(), cancellationToken);
        if (known is null)
        {
            await census.AdmitAsync(cancellationToken);
        }
        else
        {
            // The voice may have come in another version since; what the client wrote has not changed by that.
            order = known.Voice.Name == order.Voice.Name ? order with { Voice = known.Voice, SampleRate = known.SampleRate } : order;
        }

        try
        {
            return await calls.AskAsync(id, job => job.Submit(order), cancellationToken);
        }
        catch (JobRefusedException) when (known is not null)
        {
            throw new ApiProblem(
                StatusCodes.Status422UnprocessableEntity,
                "The key belongs to another job",
                $"This '{IdempotencyKey}' was sent before with another body, as job {id}; send the same body again, or a key of its own.");
        }
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyKey, out var values))
        {
            return null;
        }

        return values is [{ Length: > 0 and <= LongestKey } key]
            ? key
            : throw ApiProblem.BadRequest($"'{IdempotencyKey}' must be one value of 1 to {LongestKey} characters.");
    }
}
