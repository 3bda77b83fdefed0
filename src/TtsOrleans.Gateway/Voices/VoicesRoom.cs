using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Voices;

/// <summary>Which voices there are.</summary>
internal static class VoicesRoom
{
    public static void AddVoices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<VoiceListOptions>(VoiceListOptions.Section);
        builder.Services.TryAddKeyedSingleton(GatewayClock.Key, TimeProvider.System);
        builder.Services.AddSingleton<VoiceCatalog>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<VoiceCatalog>());
    }

    public static void MapVoices(this WebApplication app) => app
        .MapGet("/api/voices", ListAsync)
        .WithSummary("Voices, speakers, emotions, formats and limits")
        .WithTags("Speech")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<VoiceListing> ListAsync(VoiceCatalog catalog, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var voices = await catalog.GetAsync(cancellationToken);
        return new(
            voices[0].Reference.Name,
            AudioFormats.All.Select(format => format.Name),
            options.Value.MaxCharacters,
            ListedVoice.Pair(OrderDesk.Volumes),
            voices.Select(ListedVoice.Of));
    }
}
