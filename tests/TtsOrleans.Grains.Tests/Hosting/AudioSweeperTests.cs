using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Hosting.Storage;
using static TtsOrleans.Grains.Tests.Caching.AudioArchiveTests;

namespace TtsOrleans.Grains.Tests.Hosting;

public sealed class AudioSweeperTests : IDisposable
{
    private const int Pieces = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly ArmedClock _time = new(DateTimeOffset.UtcNow);
    private readonly SaidBySilos _said = new();

    public void Dispose()
    {
        _folder.Dispose();
        _said.Dispose();
    }

    [Fact]
    public async Task Audio_younger_than_its_time_and_within_the_space_stays()
    {
        await FillAsync();
        using var host = Build();

        Sweep(host);

        Assert.Equal(Pieces, await PresentAsync(host));
    }

    [Fact]
    public async Task Audio_past_its_time_goes_and_the_file_shrinks()
    {
        await FillAsync();
        var before = new FileInfo(_folder.Database).Length;
        using var host = Build(("Storage:TimeToLive", "1.00:00:00"));
        _time.Advance(TimeSpan.FromHours(25));

        Sweep(host);

        Assert.Equal(0, await PresentAsync(host));
        Assert.InRange(new FileInfo(_folder.Database).Length, 1, before / 10);
    }

    [Fact]
    public async Task Audio_beyond_the_space_goes_first_written_first_and_the_file_shrinks()
    {
        await FillAsync();
        using var host = Build(("Storage:MaxMegabytes", "2"));

        Sweep(host);

        Assert.InRange(new FileInfo(_folder.Database).Length, 1, 2 * 1024 * 1024);
        Assert.NotNull(await host.Archive().TryReadAsync($"key-{Pieces - 1}", default));
        Assert.Null(await host.Archive().TryReadAsync("key-0", default));
    }

    [Fact]
    public async Task Host_sweeps_every_minute()
    {
        await FillAsync();
        using var host = Build(("Storage:TimeToLive", "1.00:00:00"));
        var sweeper = host.Services.GetServices<IHostedService>().OfType<AudioSweeper>().Single();
        _time.Advance(TimeSpan.FromHours(25));
        await sweeper.StartAsync(default);
        await _time.UntilArmedAsync(TimeSpan.FromMinutes(1), times: 1);
        Assert.Equal(Pieces, await PresentAsync(host));

        _time.Advance(TimeSpan.FromMinutes(1));

        await _said.UntilAsync($"Deleted {Pieces} stored pieces for their age");
        Assert.Equal(0, await PresentAsync(host));
        await sweeper.StopAsync(default);
    }

    [Fact]
    public void Nothing_is_made_where_nothing_was_stored()
    {
        using var host = Build();

        Sweep(host);

        Assert.False(File.Exists(_folder.Database));
    }

    private IHost Build(params (string Key, string Value)[] settings) =>
        TestSilo.Build(_folder.Path, services => services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _time).AddSingleton<ILoggerProvider>(_said), settings);

    private async Task FillAsync()
    {
        using var host = Build();
        for (var i = 0; i < Pieces; i++)
        {
            Assert.True(host.Archive().TryWrite($"key-{i}", Audio(i, 100_000)));
        }

        await host.Archive().StopAsync(default);
    }

    private static void Sweep(IHost host) => host.Services.GetServices<IHostedService>().OfType<AudioSweeper>().Single().Sweep(default);

    private static async Task<int> PresentAsync(IHost host)
    {
        var present = 0;
        for (var i = 0; i < Pieces; i++)
        {
            present += await host.Archive().TryReadAsync($"key-{i}", default) is null ? 0 : 1;
        }

        return present;
    }
}
