using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Gateway.Admission;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Stopping;
using TtsOrleans.Gateway.Telemetry;
using TtsOrleans.Gateway.Voices;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary><c>/api/tts</c>: text in; audio out whole, streamed, or as events.</summary>
internal sealed partial class SpeakingEndpoint(
    VoiceCatalog voices,
    AdmissionControl admission,
    SpeechSessions sessions,
    FfmpegEncoder encoder,
    GatewayInstruments instruments,
    GatewayDrain drain,
    IOptions<ApiOptions> api,
    IOptions<SpeakingOptions> options,
    IOptions<JsonOptions> json,
    ILogger<SpeakingEndpoint> logger)
{
    /// <summary>Answers one request; what goes wrong before the first byte is thrown, later the connection is broken off.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var meter = instruments.Begin("tts");
        using var cut = drain.Cut.UnsafeRegister(static running => ((HttpContext)running!).Abort(), context);
        try
        {
            await SpeakAsync(context, meter);
            meter.Succeeded();
        }
        catch (Exception exception)
        {
            var problem = ProblemMapping.ToProblem(exception);
            meter.Failed(context.RequestAborted.IsCancellationRequested ? null : problem);
            if (!context.Response.HasStarted)
            {
                throw;
            }

            await BreakOffAsync(context, exception, problem);
        }
    }

    /// <summary>Answers a request of nobody: as any other, but neither kept nor counted anywhere.</summary>
    public Task RehearseAsync(HttpContext context) => SpeakAsync(context, new SpeakingMeter(null, "rehearsal"), rehearsal: true);

    private async Task SpeakAsync(HttpContext context, SpeakingMeter meter, bool rehearsal = false)
    {
        var aborted = context.RequestAborted;
        var wish = await BodyReading.ReadWishAsync(context.Request, api.Value.MaxBodyBytes, aborted);
        var characters = SpokenText.Check(wish.Text, api.Value.MaxCharacters);
        var asEvents = WantsEvents(context.Request);
        try
        {
            await AnswerAsync(context, meter, wish, characters, asEvents, rehearsal);
        }
        catch (VoiceGoneException exception) when (!context.Response.HasStarted)
        {
            // Nothing was sent: the request is made anew with the version of the voice that the cluster has now.
            LogVoiceGone(logger, exception.Message);
            await voices.FollowAsync(aborted);
            await AnswerAsync(context, meter, wish, characters, asEvents, rehearsal);
        }
    }

    private async Task AnswerAsync(HttpContext context, SpeakingMeter meter, SpeakingWish wish, int characters, bool asEvents, bool rehearsal)
    {
        var aborted = context.RequestAborted;
        var order = OrderDesk.Take(wish, characters, await voices.GetAsync(aborted), withTimings: asEvents);
        order = order with { Request = order.Request with { Rehearsal = rehearsal } };
        meter.Ordered(order);
        LogOrdered(logger, order.Characters, order.Voice.Reference.Name, order.Emotion.Name, order.Format.Name);

        var whole = !order.Stream && !asEvents;
        using var lease = admission.Admit(Caller.Of(context), order, whole ? options.Value.SpoolBytes : options.Value.ReadAheadBytes);
        AnswerHeaders.AllowSlowReading(context, TimeSpan.FromSeconds(options.Value.IdleSeconds));
        await using var encoding = order.Format.NeedsEncoder && !asEvents
            ? await encoder.Start(order.Format, order.Voice.SampleRate, aborted)
            : null;
        await using var session = sessions.Open(order.Request, aborted);
        await session.BeginAsync(aborted);

        var audio = new SpokenAudio(session, order, meter);
        if (asEvents)
        {
            await EventAnswer.SendAsync(context, order, audio);
            return;
        }

        var bytes = encoding is null ? audio.ReadAsync(aborted) : encoding.Encode(audio.ReadAsync(aborted), aborted);
        await (whole
            ? WholeAnswer.SendAsync(context, order, audio, bytes, options.Value.SpoolBytes, lease)
            : StreamedAnswer.SendAsync(context, order, bytes));
    }

    /// <summary>Audio that stops must not look like audio that ends; events can say why.</summary>
    private async Task BreakOffAsync(HttpContext context, Exception exception, ApiProblem problem)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        LogBrokenOff(logger, exception);
        if (context.Response.ContentType != EventAnswer.MediaType)
        {
            context.Abort();
            return;
        }

        var events = new EventWriter(context.Response.BodyWriter);
        events.Write("error", ApiProblemHandler.Details(problem), json.Value.SerializerOptions);
        await events.FlushAsync(context.RequestAborted);
    }

    private static bool WantsEvents(HttpRequest request) => request.GetTypedHeaders().Accept.Any(accepted =>
        accepted.Quality is not 0 && accepted.MediaType.Equals(EventAnswer.MediaType, StringComparison.OrdinalIgnoreCase));
}
