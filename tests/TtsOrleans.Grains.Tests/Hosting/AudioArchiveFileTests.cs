using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Grains.Tests.Caching;
using static TtsOrleans.Grains.Tests.Caching.AudioArchiveTests;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>The archive over real files, whole and broken.</summary>
public sealed class AudioArchiveFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Audio_outlives_its_host()
    {
        var audio = Audio(1, 200_000);
        using (var host = Build())
        {
            Assert.Null(await host.Archive().TryReadAsync("abcdef0123456789", default));
            Assert.True(host.Archive().TryWrite("abcdef0123456789", audio));
            await host.Archive().StopAsync(default);
        }

        using var next = Build();
        var read = await next.Archive().TryReadAsync("abcdef0123456789", default);

        Assert.NotNull(read);
        Assert.Equal<int>(audio.Durations, read.Durations);
        Assert.Equal(audio.Chunks.SelectMany(chunk => chunk), read.Chunks.SelectMany(chunk => chunk));
        Assert.Null(await next.Archive().TryReadAsync("ABCDEF0123456789", default));
    }

    [Fact]
    public async Task File_that_is_no_database_is_put_aside_and_a_new_one_begun()
    {
        await File.WriteAllTextAsync(_folder.Database, new string('x', 100_000));
        using (var host = Build())
        {
            Assert.Null(await host.Archive().TryReadAsync("key", default));
            Assert.True(host.Archive().TryWrite("key", Audio(1, 1000)));
            await host.Archive().StopAsync(default);
        }

        using var next = Build();
        Assert.NotNull(await next.Archive().TryReadAsync("key", default));
        Assert.Single(Directory.GetFiles(_folder.Path, "audio.db.broken-*"));
    }

    [Fact]
    public async Task Pages_that_are_overwritten_fail_reads_and_nothing_else()
    {
        using (var host = Build())
        {
            for (var i = 0; i < 20; i++)
            {
                Assert.True(host.Archive().TryWrite($"key-{i}", Audio(i, 100_000)));
            }
            await host.Archive().StopAsync(default);
        }

        // All but the first page, which says what the file is.
        await using (var file = File.OpenWrite(_folder.Database))
        {
            file.Position = 16384;
            await file.WriteAsync(new byte[file.Length - file.Position]);
        }

        using var next = Build();
        using var counts = new AudioArchiveCounts(next.Services);
        for (var i = 0; i < 6; i++)
        {
            Assert.Null(await next.Archive().TryReadAsync($"key-{i}", default));
        }

        Assert.Equal(0, counts["reads hit"]);
        Assert.True(counts["reads error"] + counts["reads miss"] + counts["reads open"] == 6);
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_fails_and_opens_the_breaker_until_it_can()
    {
        var blocked = Path.Combine(_folder.Path, "blocked");
        await File.WriteAllTextAsync(blocked, "a file where the folder should be");
        using var host = TestSilo.Build(blocked, UseFakeTime);
        using var counts = new AudioArchiveCounts(host.Services);

        for (var i = 0; i < 6; i++)
        {
            Assert.Null(await host.Archive().TryReadAsync("key", default));
        }

        Assert.Equal((5, 1, 1), (counts["reads error"], counts["reads open"], counts["failing read"]));

        File.Delete(blocked);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(await host.Archive().TryReadAsync("key", default));
        Assert.Equal((1, 0), (counts["reads miss"], counts["failing read"]));
    }

    [Fact]
    public async Task File_that_refuses_writes_is_still_read()
    {
        using (var host = Build())
        {
            Assert.True(host.Archive().TryWrite("key", Audio(1, 1000)));
            await host.Archive().StopAsync(default);
        }

        using (var connection = _folder.Open())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "CREATE TRIGGER refuse BEFORE INSERT ON stored_grain BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END";
            command.ExecuteNonQuery();
        }

        using var next = Build();
        using var counts = new AudioArchiveCounts(next.Services);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(next.Archive().TryWrite($"more-{i}", Audio(i, 1000)));
        }

        await counts.UntilAsync("writes error", 5);
        Assert.False(next.Archive().TryWrite("more", Audio(1, 1000)));
        Assert.Equal((5, 1), (counts["writes error"], counts["failing write"]));
        Assert.NotNull(await next.Archive().TryReadAsync("key", default));
    }

    [Fact]
    public async Task File_locked_by_somebody_else_fails_until_it_is_free()
    {
        using (var host = Build())
        {
            Assert.True(host.Archive().TryWrite("key", Audio(1, 1000)));
            await host.Archive().StopAsync(default);
        }

        using var next = Build();
        using var counts = new AudioArchiveCounts(next.Services);
        using (var other = _folder.Open())
        {
            Run(other, "PRAGMA locking_mode = EXCLUSIVE");
            Run(other, "BEGIN EXCLUSIVE");
            Assert.Null(await next.Archive().TryReadAsync("key", default));
            Assert.Equal(1, counts["reads error"]);
        }

        Assert.NotNull(await next.Archive().TryReadAsync("key", default));
    }

    [Fact]
    public async Task Reader_is_not_held_up_by_a_writer()
    {
        using (var host = Build())
        {
            Assert.True(host.Archive().TryWrite("key", Audio(1, 1000)));
            await host.Archive().StopAsync(default);
        }

        using var next = Build();
        Assert.NotNull(await next.Archive().TryReadAsync("key", default));
        using var other = _folder.Open();
        Run(other, "BEGIN IMMEDIATE");

        Assert.NotNull(await next.Archive().TryReadAsync("key", default));
    }

    [Fact]
    public async Task File_of_a_newer_release_is_left_as_it_is()
    {
        using (var connection = _folder.Open())
        {
            Run(connection, "CREATE TABLE future (x); PRAGMA user_version = 99");
        }

        using var host = Build();
        using var counts = new AudioArchiveCounts(host.Services);
        Assert.Null(await host.Archive().TryReadAsync("key", default));
        Assert.Equal(1, counts["reads error"]);

        using var later = _folder.Open();
        using var command = later.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    private IHost Build() => TestSilo.Build(_folder.Path, UseFakeTime);

    /// <summary>Budgets are spent only by those who advance it: these tests are about files, not about their speed.</summary>
    private void UseFakeTime(IServiceCollection services) => services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _time);

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
