using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Answers with audio while it is made. The caller breaks the connection off if this fails after the first byte.</summary>
internal static class StreamedAnswer
{
    /// <summary>Sends <paramref name="bytes"/> as they come; nothing, not even headers, before the first.</summary>
    public static async Task SendAsync(HttpContext context, SpeakingOrder order, IAsyncEnumerable<ReadOnlyMemory<byte>> bytes)
    {
        await foreach (var next in bytes.WithCancellation(context.RequestAborted))
        {
            if (!context.Response.HasStarted)
            {
                AnswerHeaders.Stream(context, order.Format.MediaType);
                AnswerHeaders.Describe(context, order);
                if (order.Format == AudioFormats.Wav)
                {
                    await context.Response.BodyWriter.WriteAsync(WavHeader.Streamed(order.Voice.SampleRate), context.RequestAborted);
                }
            }

            await context.Response.BodyWriter.WriteAsync(next, context.RequestAborted);
        }
    }
}
