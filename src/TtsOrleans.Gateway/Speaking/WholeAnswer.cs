using System.Globalization;
using TtsOrleans.Gateway.Admission;
using TtsOrleans.Gateway.Audio;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Answers when the whole audio is there: with its length, a strong entity tag, conditions and ranges.</summary>
internal static class WholeAnswer
{
    /// <summary>Collects <paramref name="bytes"/> and sends them.</summary>
    /// <param name="context">Whom to answer.</param>
    /// <param name="order">What was ordered.</param>
    /// <param name="audio">The sound that <paramref name="bytes"/> are made of.</param>
    /// <param name="bytes">The audio in its format, a WAV file's header apart.</param>
    /// <param name="memoryLimit">Bytes beyond which a temporary file holds them.</param>
    /// <param name="lease">Learns how much is held.</param>
    public static async Task SendAsync(
        HttpContext context,
        SpeakingOrder order,
        SpokenAudio audio,
        IAsyncEnumerable<ReadOnlyMemory<byte>> bytes,
        long memoryLimit,
        AdmissionLease lease)
    {
        var isWav = order.Format == AudioFormats.Wav;
        await using var collected = new CollectedAudio(isWav ? WavHeader.Length : 0, memoryLimit);
        await foreach (var next in bytes.WithCancellation(context.RequestAborted))
        {
            await collected.AppendAsync(next, context.RequestAborted);
            lease.Hold(collected.Spooled ? 0 : collected.Length);
        }

        var header = isWav ? WavHeader.ForLength(order.Voice.SampleRate, collected.Length) : [];
        var stream = await collected.OpenReadAsync(header, context.RequestAborted);
        var headers = context.Response.Headers;
        headers["X-Cache"] = audio.Cache.Outcome;
        headers["X-Audio-Duration"] = audio.Seconds.ToString("0.######", CultureInfo.InvariantCulture);
        headers.CacheControl = "private, no-cache";
        AnswerHeaders.Describe(context, order);
        await Results.Stream(stream, order.Format.MediaType, entityTag: new($"\"{collected.Digest}-{order.Format.Name}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }
}
