using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Grains.Routing;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Voices;
using TtsOrleans.Hosting.StartUp;
using TtsOrleans.Hosting.Storage;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Hosting.Configuration;

/// <summary>
/// What only one of the two programs reads, silo or gateway. Both know all of it, so that one configuration can serve every process of a
/// cluster: a program leaves alone what is not for it, and refuses what is for none.
/// </summary>
internal static class ProductKeys
{
    private static readonly SettingsKeys[] OfSilos =
    [
        SettingsKeys.Of<VoicesOptions>(VoicesOptions.Section),
        SettingsKeys.Of<SynthesisOptions>(SynthesisOptions.Section),
        SettingsKeys.Of<RoutingOptions>(RoutingOptions.Section),
        SettingsKeys.Of<CachingOptions>(CachingOptions.Section),
        SettingsKeys.Of<StorageOptions>(StorageOptions.Section),
        SettingsKeys.Of<AudioArchiveOptions>(AudioArchiveOptions.Section),
        SettingsKeys.Of<JobsOptions>(JobsOptions.Section),
    ];

    // By name: this floor knows nothing of the gateway's types.
    private static readonly SettingsKeys[] OfGateways =
    [
        new("Admission", ["RequestSeconds", "CallerSeconds", "TotalSeconds", "BufferMegabytes", "AssumedSpeed", "LongestRetrySeconds"]),
        new("Api", ["Keys", "MaxCharacters"]),
        new("Jobs", ["MaxCharacters", "MaxUploadMegabytes", "MaxUnfinished", "SpoolMegabytes"]),
        new("Speaking", ["ReadAheadBytes", "ReleaseSeconds", "SilenceSeconds", "AnswerSeconds", "Reopens", "IdleSeconds", "SpoolBytes"]),
        new("Stopping", ["AnswerSeconds", "LingerSeconds"]),
        new("VoiceList", ["RefreshSeconds", "WaitSeconds"]),
        SettingsKeys.Of<FfmpegOptions>(FfmpegOptions.Section),
    ];

    /// <summary>Makes the keys of all programs known, and has a start refused for any other in their sections.</summary>
    public static void AddProductKeys(this IServiceCollection services)
    {
        foreach (var keys in OfSilos.Concat(OfGateways))
        {
            services.AddSingleton(keys);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartCheck, KeysAreKnown>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartCheck, SectionsAreKnown>());
    }
}
