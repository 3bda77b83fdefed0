using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Grains;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Postgres;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>A silo of the product's cluster mode in this process, without speech; started only by those who need it.</summary>
internal sealed class TestNode : IDisposable
{
    /// <summary>Name of a grain storage that is there for tests.</summary>
    private const string StorageName = "proof";

    private readonly IHost _host;

    public TestNode(string connectionString, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Cluster:Mode", "Postgres"),
            new("Cluster:ConnectionString", connectionString),
            new("Cluster:SiloPort", $"{Ports.Free()}"),
            new("Cluster:GatewayPort", "0"),
            new("Cluster:ConnectTimeout", "00:00:10"),
            .. settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)),
        ]);
        builder.Services.AddSettings<Hosting.Cluster.ClusterOptions>(Hosting.Cluster.ClusterOptions.Section);
        builder.Services.AddSettings<StorageOptions>(StorageOptions.Section);
        builder.Services.AddKeyedSingleton(SpeechClock.Key, TimeProvider.System);
        builder.Services.ConfigureDatabaseStorage(StorageName);
        builder.Services.AddSingleton<StoredAudioSweeper>();
        builder.UseOrleans(silo => silo.JoinCluster(ClusterMode.Postgres));
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public IMembershipTable Membership => Services.GetRequiredService<IMembershipTable>();

    public IReminderTable Reminders => Services.GetRequiredService<IReminderTable>();

    public StoredAudioSweeper Sweeper => Services.GetRequiredService<StoredAudioSweeper>();

    /// <summary>Grain storage as the product opens it.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Lives as long as the test.")]
    public IGrainStorage OpenStorage() =>
        new AudioStorage(Services, StorageName, () => Task.CompletedTask, Services.GetRequiredService<ILogger<AudioStorage>>());

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    public void Dispose() => _host.Dispose();
}
