using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.StartUp;
using TtsOrleans.Hosting.Storage;
using ClusterOptions = TtsOrleans.Hosting.Cluster.ClusterOptions;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>The options of this floor, as a host built by the product's own registration sees them.</summary>
public sealed class HostingOptionsTests
{
    [Fact]
    public void Cluster_defaults_are_one_process_without_a_door()
    {
        var options = Read<ClusterOptions>();

        Assert.Equal((ClusterMode.Embedded, "tts", "tts"), (options.Mode, options.ServiceId, options.ClusterId));
        Assert.Equal((0, 0), (options.EffectiveSiloPort, options.EffectiveGatewayPort));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)), (options.ResponseTimeout, options.ConnectTimeout));
        Assert.Equal(Environment.MachineName, options.SiloName);
    }

    [Fact]
    public void Localhost_defaults_to_known_ports()
    {
        var options = Read<ClusterOptions>(("Cluster:Mode", "localhost"));

        Assert.Equal((11111, 30000), (options.EffectiveSiloPort, options.EffectiveGatewayPort));
    }

    [Theory]
    [InlineData("Cluster:SiloPort", "65536")]
    [InlineData("Cluster:SiloPort", "-1")]
    [InlineData("Cluster:GatewayPort", "65536")]
    [InlineData("Cluster:ResponseTimeout", "00:00:04")]
    [InlineData("Cluster:ResponseTimeout", "00:05:01")]
    [InlineData("Cluster:ConnectTimeout", "01:00:01")]
    [InlineData("Cluster:Address", "somewhere")]
    [InlineData("Cluster:Address", "0.0.0.0")]
    [InlineData("Cluster:ConnectionString", "Host=db;Password=secret;cret=1;Database=tts")]
    [InlineData("Cluster:ConnectionString", "Host=db")]
    [InlineData("Cluster:MigrationConnectionString", "db")]
    [InlineData("Cluster:Mode", "7")]
    public void Cluster_refuses(string key, string value) => AssertRefused<ClusterOptions>(key, (key, value));

    [Fact]
    public void Cluster_refuses_postgres_without_a_database() => AssertRefused<ClusterOptions>("Cluster:ConnectionString", ("Cluster:Mode", "Postgres"));

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_not_told()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read<ClusterOptions>(("Cluster:ConnectionString", "Host=db;Password=hush;hush=1")));

        Assert.DoesNotContain("hush", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_refuses_localhost_without_a_door() =>
        AssertRefused<ClusterOptions>("Cluster:GatewayPort", ("Cluster:Mode", "Localhost"), ("Cluster:GatewayPort", "0"));

    [Fact]
    public void Cluster_refuses_one_port_for_two() =>
        AssertRefused<ClusterOptions>("Cluster:GatewayPort", ("Cluster:SiloPort", "5000"), ("Cluster:GatewayPort", "5000"));

    [Fact]
    public void Storage_defaults()
    {
        var options = Read<StorageOptions>();

        Assert.Equal((true, 1024, TimeSpan.FromDays(30)), (options.Enabled, options.MaxMegabytes, options.TimeToLive));
        Assert.Equal("data", new StorageOptions().Path);
    }

    [Theory]
    [InlineData("Storage:MaxMegabytes", "0")]
    [InlineData("Storage:MaxMegabytes", "10000001")]
    [InlineData("Storage:TimeToLive", "00:00:59")]
    [InlineData("Storage:TimeToLive", "3651.00:00:00")]
    [InlineData("Storage:Enabled", "perhaps")]
    public void Storage_refuses(string key, string value) => AssertRefused<StorageOptions>(key, (key, value));

    [Fact]
    public void Archive_defaults()
    {
        var options = Read<AudioArchiveOptions>();

        Assert.Equal((100, 5_000, 15_000), (options.ReadBudget.TotalMilliseconds, options.FlushTimeout.TotalMilliseconds, options.Pause.TotalMilliseconds));
        Assert.Equal((4, 32, 5), (options.ConcurrentReads, options.PendingMegabytes, options.FailuresToOpen));
    }

    [Theory]
    [InlineData("Archive:ReadBudget", "00:00:00")]
    [InlineData("Archive:ReadBudget", "00:00:11")]
    [InlineData("Archive:ConcurrentReads", "0")]
    [InlineData("Archive:ConcurrentReads", "65")]
    [InlineData("Archive:PendingMegabytes", "0")]
    [InlineData("Archive:PendingMegabytes", "1025")]
    [InlineData("Archive:FailuresToOpen", "0")]
    [InlineData("Archive:Pause", "00:00:00")]
    [InlineData("Archive:Pause", "01:00:01")]
    [InlineData("Archive:FlushTimeout", "00:01:01")]
    public void Archive_refuses(string key, string value) => AssertRefused<AudioArchiveOptions>(key, (key, value));

    [Fact]
    public void Mistakes_of_all_sections_are_found_before_anything_starts()
    {
        using var host = TestSilo.Build("unused", ("Cluster:SiloPort", "-1"), ("Storage:MaxMegabytes", "0"), ("Synthesis:Slots", "-1"));

        var failure = Assert.Throws<AggregateException>(() => host.Services.GetRequiredService<IStartupValidator>().Validate());

        var messages = string.Join('\n', failure.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        Assert.All(["Cluster:SiloPort", "Storage:MaxMegabytes", "Synthesis:Slots"], key => Assert.Contains(key, messages, StringComparison.Ordinal));
    }

    [Fact]
    public void Silo_is_told_where_it_listens_and_to_notice_the_dead_soon()
    {
        using var host = TestSilo.Build("unused", ("Cluster:SiloPort", "12345"), ("Cluster:SiloName", "one"), ("Cluster:ResponseTimeout", "00:00:20"));

        var endpoint = Of<EndpointOptions>();
        Assert.Equal(("127.0.0.1", 12345, 0), (endpoint.AdvertisedIPAddress.ToString(), endpoint.SiloPort, endpoint.GatewayPort));
        Assert.Equal("one", Of<SiloOptions>().SiloName);
        Assert.Equal(TimeSpan.FromSeconds(20), Of<SiloMessagingOptions>().ResponseTimeout);
        Assert.True(Of<SiloMessagingOptions>().CancelRequestOnTimeout);
        var membership = Of<ClusterMembershipOptions>();
        Assert.Equal((2, 5, 2), (membership.ProbeTimeout.TotalSeconds, membership.IAmAliveTablePublishTimeout.TotalSeconds, membership.NumVotesForDeathDeclaration));

        T Of<T>() where T : class => host.Services.GetRequiredService<IOptions<T>>().Value;
    }

    [Fact]
    public void Silo_of_other_modes_stays_on_loopback()
    {
        using var host = TestSilo.Build("unused", ("Cluster:Mode", "Localhost"), ("Cluster:Address", "10.1.2.3"));

        Assert.Equal("127.0.0.1", host.Services.GetRequiredService<IOptions<EndpointOptions>>().Value.AdvertisedIPAddress.ToString());
    }

    [Fact]
    public void An_address_of_another_machine_is_found_before_anything_starts()
    {
        using var host = TestSilo.Build("unused", ("Cluster:Mode", "Postgres"), ("Cluster:ConnectionString", "Host=db;Database=tts"), ("Cluster:Address", "203.0.113.1"));

        var problem = Assert.Single(host.Services.GetServices<IStartCheck>().OfType<PortsAreFree>().Single().Find());

        Assert.StartsWith("Cluster:Address: 203.0.113.1 is not an address of this machine", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, ClusterMode.Embedded)]
    [InlineData("LOCALHOST", ClusterMode.Localhost)]
    [InlineData("nonsense", ClusterMode.Embedded)]
    public void Mode_can_be_read_before_the_options_are(string? written, ClusterMode mode) =>
        Assert.Equal(mode, ClusterOptions.ModeOf(new ConfigurationBuilder().AddInMemoryCollection([new("Cluster:Mode", written)]).Build()));

    private static T Read<T>(params (string Key, string Value)[] settings) where T : class
    {
        using var host = TestSilo.Build("unused", settings);
        return host.Services.GetRequiredService<IOptions<T>>().Value;
    }

    private static void AssertRefused<T>(string key, params (string Key, string Value)[] settings) where T : class
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read<T>(settings));
        Assert.StartsWith(key, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }
}
