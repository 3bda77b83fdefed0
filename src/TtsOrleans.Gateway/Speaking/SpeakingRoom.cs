using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Text to speech.</summary>
internal static class SpeakingRoom
{
    public static void AddSpeaking(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<ApiOptions>(ApiOptions.Section);
        services.AddSettings<SpeakingOptions>(SpeakingOptions.Section);
        services.AddSettings<FfmpegOptions>(FfmpegOptions.Section);
        services.AddSingleton(provider => new FfmpegEncoder(provider.GetRequiredService<IOptions<FfmpegOptions>>().Value));
        services.TryAddSingleton<SpeechRouters>(provider =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            return key => grains.GetGrain<ISpeechRouter>(key);
        });
        services.AddSingleton<RouterChoice>();
        services.AddSingleton<SpeechSessions>();
        services.AddSingleton<SpeakingEndpoint>();
    }

    public static void MapSpeaking(this WebApplication app)
    {
        var handle = (HttpContext context, SpeakingEndpoint endpoint) => endpoint.HandleAsync(context);
        app.MapMethods("/api/tts", [HttpMethods.Get, HttpMethods.Head], handle).DescribeSpeaking().DescribeQuery();
        app.MapPost("/api/tts", handle)
            .Accepts<SpeakingBody>("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
            .DescribeSpeaking();
    }
}
