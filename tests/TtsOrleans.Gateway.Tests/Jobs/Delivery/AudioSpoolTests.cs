using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Gateway.Jobs;
using TtsOrleans.Gateway.Jobs.Delivery;

namespace TtsOrleans.Gateway.Tests.Jobs.Delivery;

public sealed class AudioSpoolTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;
    private readonly FakeTimeProvider _time = new();
    private readonly AudioSpool _spool;
    private int _made;

    public AudioSpoolTests() => _spool = new(Options.Create(new JobsOptions { SpoolMegabytes = 16 }), _time, NullLogger<AudioSpool>.Instance);

    public void Dispose() => _spool.Dispose();

    [Fact]
    public async Task Open_SameKey_IsMadeOnce()
    {
        using var first = Open("a", 4);
        using var second = Open("a", 4);
        await first!.File.Making;

        Assert.Same(first.File, second!.File);
        Assert.Equal(1, _made);
        Assert.Equal(4 * Megabyte, await LengthAsync(second.File));
    }

    [Fact]
    public async Task Open_BeyondTheLimit_ThrowsOutWhatWasNotAskedForTheLongest()
    {
        await MakeAsync("a", 6);
        await MakeAsync("b", 6);
        await MakeAsync("a", 6);
        await MakeAsync("c", 6);
        Assert.Equal(3, _made);

        await MakeAsync("a", 6);
        Assert.Equal(3, _made);
        await MakeAsync("b", 6);
        Assert.Equal(4, _made);
        Assert.InRange(_spool.ReservedBytes, 0, 16 * Megabyte);
    }

    [Fact]
    public async Task Open_WhileAllIsRead_HasNoRoom()
    {
        using var read = Open("a", 10);
        await read!.File.Making;

        Assert.Null(Open("b", 10));
        read.Dispose();
        using var later = Open("b", 10);
        Assert.NotNull(later);
    }

    [Fact]
    public async Task Open_LessThanExpected_GivesTheRestBack()
    {
        using var lease = _spool.Open("a", 8 * Megabyte, _ => Chunks(1));
        await lease!.File.Making;
        Assert.Equal(Megabyte, _spool.ReservedBytes);
    }

    [Fact]
    public async Task Making_MoreThanThereIsRoomFor_Fails()
    {
        using var lease = _spool.Open("a", Megabyte, _ => Chunks(20));

        await Assert.ThrowsAsync<Abstractions.SpeechUnavailableException>(() => lease!.File.Making);
        lease!.Dispose();
        Assert.Equal(0, _spool.ReservedBytes);
    }

    [Fact]
    public async Task Follow_GivesEveryByteWhileItGrows()
    {
        using var steps = new SemaphoreSlim(0);
        using var lease = _spool.Open("a", 4 * Megabyte, token => SteppedAsync(steps, 3, token));
        var followed = LengthAsync(lease!.File);
        steps.Release(2);
        Assert.False(followed.IsCompleted);
        steps.Release(2);

        Assert.Equal(3 * Megabyte, await followed.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Making_WithoutReaders_GoesOnForAWhileOnly()
    {
        using var steps = new SemaphoreSlim(0);
        var lease = _spool.Open("a", 4 * Megabyte, token => SteppedAsync(steps, 3, token));
        var file = lease!.File;
        lease.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));
        lease = _spool.Open("a", 4 * Megabyte, _ => throw new InvalidOperationException("It is being made."));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(file.Making.IsCompleted);

        lease!.Dispose();
        _time.Advance(TimeSpan.FromSeconds(21));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.Making.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, _spool.ReservedBytes);
    }

    private SpoolLease? Open(string key, int megabytes) => _spool.Open(key, megabytes * Megabyte, _ =>
    {
        _made++;
        return Chunks(megabytes);
    });

    private async Task MakeAsync(string key, int megabytes)
    {
        using var lease = Open(key, megabytes);
        await lease!.File.Making;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks(int megabytes)
    {
        for (var index = 0; index < megabytes; index++)
        {
            await Task.Yield();
            yield return new byte[Megabyte];
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> SteppedAsync(SemaphoreSlim steps, int megabytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in Chunks(megabytes))
        {
            await steps.WaitAsync(cancellationToken);
            yield return chunk;
        }
    }

    private static async Task<long> LengthAsync(SpoolFile file)
    {
        var length = 0L;
        await foreach (var bytes in file.FollowAsync(CancellationToken.None))
        {
            length += bytes.Length;
        }

        return length;
    }
}
