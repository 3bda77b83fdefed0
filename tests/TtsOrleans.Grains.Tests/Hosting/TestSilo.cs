using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Hosting;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>A host put together by the product's own registration; built, and started only by those who need it.</summary>
internal static class TestSilo
{
    public static IHost Build(string folder, params (string Key, string Value)[] settings) => Build(folder, _ => { }, settings);

    public static IHost Build(string folder, Action<IServiceCollection> replace, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Storage:Path", folder),
            .. settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)),
        ]);
        builder.AddTtsSilo();
        replace(builder.Services);
        return builder.Build();
    }

    public static IGrainStorage AudioStorage(this IHost host) => host.Services.GetRequiredKeyedService<IGrainStorage>(AudioArchive.StorageName);

    public static AudioArchive Archive(this IHost host) => host.Services.GetRequiredService<AudioArchive>();
}
