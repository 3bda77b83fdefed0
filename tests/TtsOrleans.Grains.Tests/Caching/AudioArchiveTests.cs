using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Tests.Hosting;

namespace TtsOrleans.Grains.Tests.Caching;

public sealed class AudioArchiveTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly AudioArchiveStorage _storage = new();
    private readonly IHost _host;
    private readonly AudioArchiveCounts _counts;
    private readonly AudioArchive _archive;

    public AudioArchiveTests()
    {
        _host = TestSilo.Build(
            "unused",
            services =>
            {
                services.RemoveAllKeyed<IGrainStorage>(AudioArchive.StorageName);
                services.AddKeyedSingleton<IGrainStorage>(AudioArchive.StorageName, _storage);
                services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _time);
            },
            ("Archive:PendingMegabytes", "1"),
            ("Archive:ConcurrentReads", "2"),
            ("Archive:FailuresToOpen", "3"));
        _counts = new(_host.Services);
        _archive = _host.Archive();
    }

    public void Dispose()
    {
        _host.Dispose();
        _counts.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_read_back_unchanged()
    {
        var audio = Audio(seed: 7, bytes: 200_000);

        Assert.True(_archive.TryWrite("key", audio));
        await FlushAsync();
        var read = await _archive.TryReadAsync("key", default);

        Assert.NotNull(read);
        Assert.Equal(audio.Hop, read.Hop);
        Assert.Equal<int>(audio.Durations, read.Durations);
        Assert.Equal(audio.Chunks.SelectMany(chunk => chunk), read.Chunks.SelectMany(chunk => chunk));
        Assert.Equal((1, 1), (_counts["writes stored"], _counts["reads hit"]));
    }

    [Fact]
    public async Task Absent_piece_is_null_and_counted_as_a_miss()
    {
        Assert.Null(await _archive.TryReadAsync("absent", default));

        Assert.Equal(1, _counts["reads miss"]);
    }

    [Fact]
    public async Task Piece_that_is_there_already_counts_as_present_not_as_a_failure()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.True(_archive.TryWrite("key", Audio(1, 100)));
        }

        await FlushAsync();

        Assert.Equal((1, 4, 0), (_counts["writes stored"], _counts["writes present"], _counts["failing write"]));
    }

    [Fact]
    public async Task Audio_damaged_in_the_store_is_not_spoken()
    {
        _archive.TryWrite("key", Audio(1, 1000));
        await FlushAsync();
        _storage["key"].Audio!.Chunks[0][17] ^= 1;

        Assert.Null(await _archive.TryReadAsync("key", default));

        Assert.Equal(1, _counts["reads error"]);
    }

    [Fact]
    public void Audio_of_another_key_is_not_spoken()
    {
        var entry = AudioArchiveEntry.Of("other", Audio(1, 1000));

        Assert.True(entry.IsSound("other"));
        Assert.False(entry.IsSound("key"));
    }

    [Fact]
    public async Task Read_beyond_its_budget_is_null_at_the_budget()
    {
        var (gate, entered) = Gate();
        var read = _archive.TryReadAsync("key", default).AsTask();
        await entered.Task;

        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(read.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await read);
        Assert.Equal(1, _counts["reads timeout"]);
        gate.SetResult();
    }

    [Fact]
    public async Task Reads_that_nobody_waits_for_any_more_keep_their_place_until_they_end()
    {
        var (gate, entered) = Gate();
        for (var i = 0; i < 2; i++)
        {
            var read = _archive.TryReadAsync($"slow-{i}", default).AsTask();
            await entered.Task;
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Null(await read);
        }

        Assert.Null(await _archive.TryReadAsync("third", default));

        Assert.Equal((2, 1), (_counts["reads timeout"], _counts["reads busy"]));
        Assert.InRange(_storage.Calls, 1, 2);
        gate.SetResult();
    }

    [Fact]
    public async Task Caller_that_gives_up_is_let_go_at_once()
    {
        var (gate, entered) = Gate();
        using var cancellation = new CancellationTokenSource();
        var read = _archive.TryReadAsync("key", cancellation.Token).AsTask();
        await entered.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        gate.SetResult();
    }

    [Fact]
    public async Task Failing_reads_open_the_breaker_and_one_trial_after_the_pause_closes_it()
    {
        _storage.Before = () => throw new IOException("The disk is gone.");
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await _archive.TryReadAsync("key", default));
        }

        Assert.Null(await _archive.TryReadAsync("key", default));
        Assert.Equal((3, 1, 1), (_counts["reads error"], _counts["reads open"], _counts["failing read"]));
        Assert.Equal(3, _storage.Calls);

        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(await _archive.TryReadAsync("key", default));
        Assert.Null(await _archive.TryReadAsync("key", default));
        Assert.Equal((4, 2), (_counts["reads error"], _counts["reads open"]));

        _storage.Before = () => Task.CompletedTask;
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(await _archive.TryReadAsync("key", default));
        Assert.Equal((1, 0), (_counts["reads miss"], _counts["failing read"]));
    }

    [Fact]
    public async Task Failing_writes_leave_reads_alone()
    {
        _archive.TryWrite("key", Audio(1, 100));
        await _counts.UntilAsync("writes stored", 1);
        _storage.Before = () => throw new IOException("The disk is full.");
        for (var i = 0; i < 3; i++)
        {
            Assert.True(_archive.TryWrite($"more-{i}", Audio(1, 100)));
            await _counts.UntilAsync("writes error", i + 1);
        }

        Assert.False(_archive.TryWrite("dropped", Audio(1, 100)));
        Assert.Equal((3, 1, 1, 0), (_counts["writes error"], _counts["writes open"], _counts["failing write"], _counts["failing read"]));

        _storage.Before = () => Task.CompletedTask;
        Assert.NotNull(await _archive.TryReadAsync("key", default));
    }

    [Fact]
    public async Task Writes_beyond_the_bytes_that_may_wait_are_dropped_and_counted()
    {
        var (gate, entered) = Gate();
        Assert.True(_archive.TryWrite("first", Audio(1, 500_000)));
        await entered.Task;
        Assert.True(_archive.TryWrite("second", Audio(2, 500_000)));
        Assert.False(_archive.TryWrite("third", Audio(3, 500_000)));
        Assert.Equal(1, _counts["writes full"]);

        gate.SetResult();
        await _counts.UntilAsync("writes stored", 2);
        Assert.True(_archive.TryWrite("third", Audio(3, 500_000)));
    }

    [Fact]
    public async Task Start_opens_the_store_without_waiting_for_it()
    {
        var (gate, entered) = Gate();

        await _archive.StartAsync(default);
        await entered.Task;

        Assert.Equal(1, _storage.Calls);
        gate.SetResult();
    }

    [Fact]
    public async Task Start_does_not_fail_with_the_store()
    {
        var called = new TaskCompletionSource();
        _storage.Before = () =>
        {
            called.TrySetResult();
            throw new IOException("The disk is gone.");
        };

        await _archive.StartAsync(default);
        await called.Task;

        Assert.Equal(0, _counts["failing read"]);
    }

    [Fact]
    public async Task Stop_waits_for_writes_and_no_longer_than_it_may()
    {
        var (gate, entered) = Gate();
        _archive.TryWrite("stuck", Audio(1, 100));
        _archive.TryWrite("behind", Audio(2, 100));
        await entered.Task;

        var stop = _archive.StopAsync(default);
        Assert.False(stop.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        await stop;

        Assert.False(_archive.TryWrite("late", Audio(3, 100)));
        gate.SetResult();
    }

    [Fact]
    public async Task Without_storage_there_is_nothing_and_no_trouble()
    {
        using var host = TestSilo.Build("unused", ("Storage:Enabled", "false"));

        Assert.Null(host.Services.GetKeyedService<IGrainStorage>(AudioArchive.StorageName));
        Assert.Null(await host.Archive().TryReadAsync("key", default));
        Assert.False(host.Archive().TryWrite("key", Audio(1, 100)));
    }

    internal static CachedAudio Audio(int seed, int bytes)
    {
        var random = new Random(seed);
        var pcm = new byte[bytes];
        random.NextBytes(pcm);
        return new([.. Enumerable.Range(0, 60).Select(_ => random.Next(1, 40))], 200, [.. pcm.Chunk(65536)]);
    }

    /// <summary>Holds up every call until it is opened.</summary>
    private (TaskCompletionSource Open, TaskCompletionSource Entered) Gate()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _storage.Before = () =>
        {
            entered.TrySetResult();
            return open.Task;
        };
        return (open, entered);
    }

    private Task FlushAsync() => _archive.StopAsync(default);
}
