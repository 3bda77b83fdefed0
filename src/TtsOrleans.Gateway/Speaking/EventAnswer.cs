using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Answers with server-sent events: when each sentence, word and character sounds, and the samples, while they are made.</summary>
internal static class EventAnswer
{
    /// <summary>The media type that asks for it.</summary>
    public const string MediaType = "text/event-stream";

    /// <summary>Sends the speech from its first sentence on. A client knows the end by <c>done</c>; the caller reports a failure as <c>error</c>.</summary>
    public static async Task SendAsync(HttpContext context, SpeakingOrder order, SpokenAudio audio)
    {
        AnswerHeaders.Stream(context, MediaType);
        var events = new EventWriter(context.Response.BodyWriter);
        var timing = new TimingEvents(order.Voice.SampleRate);
        var sentence = 0;
        await foreach (var (item, sample, samples) in audio.ReadItemsAsync(context.RequestAborted))
        {
            switch (item)
            {
                case PieceStarted piece:
                    sentence = piece.Index;
                    events.Write("timing", json => timing.Write(json, piece));
                    break;
                case Heartbeat:
                    events.Comment("keep-alive");
                    break;
            }

            if (!samples.IsEmpty)
            {
                events.Write("audio", json =>
                {
                    json.WriteNumber("sentence", sentence);
                    json.WriteNumber("sample", sample);
                    json.WriteNumber("sampleRate", order.Voice.SampleRate);
                    json.WriteBase64String("audio", samples.Span);
                });
            }

            if (item is SpeechEnded ended)
            {
                events.Write("done", json =>
                {
                    json.WriteNumber("sentences", ended.Pieces);
                    json.WriteNumber("duration", (sample + (samples.Length / 2)) / (double)order.Voice.SampleRate);
                    json.WriteString("cache", audio.Cache.Outcome);
                });
            }

            await events.FlushAsync(context.RequestAborted);
        }
    }
}
