using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Streams;

public sealed class WatchedStreamTests
{
    private readonly ArmedClock _clock = new();
    private readonly Channel<int> _source = Channel.CreateUnbounded<int>();
    private readonly TaskCompletionSource _closed = new();

    [Fact]
    public async Task MoveNext_silent_for_the_limit_times_out_and_dispose_closes_the_source()
    {
        var stream = new WatchedStream<int>(ReadAsync, _clock, CancellationToken.None);
        _source.Writer.TryWrite(1);
        Assert.True(await stream.MoveNextAsync(TimeSpan.FromSeconds(3)));
        Assert.Equal(1, stream.Current);
        var move = stream.MoveNextAsync(TimeSpan.FromSeconds(3)).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(move.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<TimeoutException>(() => move);
        stream.Dispose();
        await _closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task MoveNext_is_given_up_before_the_limit_once_there_is_a_reason_and_it_has_been_silent_for_a_while()
    {
        var suspect = true;
        var suspicion = new Suspicion(TimeSpan.FromSeconds(1), () => suspect);
        using var stream = new WatchedStream<int>(ReadAsync, _clock, CancellationToken.None);
        var early = stream.MoveNextAsync(TimeSpan.FromSeconds(3), suspicion).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(early.IsCompleted);
        suspect = false;
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        _source.Writer.TryWrite(1);
        Assert.True(await early);

        var late = stream.MoveNextAsync(TimeSpan.FromSeconds(3), suspicion).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(late.IsCompleted);
        suspect = true;
        await _clock.StepUntilAsync(late, TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
    }

    [Fact]
    public async Task MoveNext_without_a_reason_has_its_whole_time()
    {
        using var stream = new WatchedStream<int>(ReadAsync, _clock, CancellationToken.None);
        var began = _clock.GetUtcNow();
        var move = stream.MoveNextAsync(TimeSpan.FromSeconds(3), new(TimeSpan.FromSeconds(1), () => false)).AsTask();
        await _clock.StepUntilAsync(move, TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => move);
        Assert.True(_clock.GetUtcNow() - began >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task MoveNext_interrupted_goes_on_with_the_same_wait_and_loses_nothing()
    {
        using var stream = new WatchedStream<int>(ReadAsync, _clock, CancellationToken.None);
        var other = new TaskCompletionSource();
        var move = stream.MoveNextAsync(TimeSpan.FromSeconds(3), default, other.Task).AsTask();
        Assert.False(move.IsCompleted);
        other.SetResult();
        Assert.Null(await move);
        _source.Writer.TryWrite(1);
        Assert.True(await stream.MoveNextAsync(TimeSpan.FromSeconds(3), default, new TaskCompletionSource().Task));
        Assert.Equal(1, stream.Current);

        Assert.Null(await stream.MoveNextAsync(TimeSpan.FromSeconds(3), default, other.Task));
        _source.Writer.TryWrite(2);
        Assert.True(await stream.MoveNextAsync(TimeSpan.FromSeconds(3)));
        Assert.Equal(2, stream.Current);
    }

    [Fact]
    public async Task MoveNext_cancelled_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        using var stream = new WatchedStream<int>(ReadAsync, _clock, cancel.Token);
        var move = stream.MoveNextAsync(TimeSpan.FromSeconds(3)).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => move);
    }

    [Fact]
    public async Task Wait_of_a_silent_channel_beats_each_period_and_loses_nothing()
    {
        var reader = new PatientReader<int>(_source.Reader, TimeSpan.FromSeconds(1), _clock);
        for (var beat = 0; beat < 3; beat++)
        {
            var wait = reader.WaitAsync(CancellationToken.None).AsTask();
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(Waited.Silent, await wait);
        }

        _source.Writer.TryWrite(5);
        Assert.Equal(Waited.Ready, await reader.WaitAsync(CancellationToken.None));
        Assert.True(reader.TryRead(out var item));
        Assert.Equal(5, item);
        _source.Writer.Complete();
        Assert.Equal(Waited.Ended, await reader.WaitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Wait_of_a_failed_channel_throws_its_failure()
    {
        var reader = new PatientReader<int>(_source.Reader, TimeSpan.FromSeconds(1), _clock);
        _source.Writer.Complete(new TimeoutException("the channel's own"));
        Assert.Equal("the channel's own", (await Assert.ThrowsAsync<TimeoutException>(() => reader.WaitAsync(CancellationToken.None).AsTask())).Message);
    }

    [Fact]
    public async Task Wait_item_in_the_moment_of_the_limit_is_no_fault()
    {
        var later = new QueuedContext();
        var source = new OneItemReader();
        var reader = new PatientReader<int>(source, TimeSpan.FromSeconds(1), _clock);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(later);
        var wait = reader.WaitAsync(CancellationToken.None).AsTask();
        SynchronizationContext.SetSynchronizationContext(before);

        // The limit passes; before the waiter comes to look at it, the item is there.
        _clock.Advance(TimeSpan.FromSeconds(1));
        source.Arrived.SetResult(true);
        later.Run();
        Assert.Equal(Waited.Ready, await wait.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private async IAsyncEnumerable<int> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in _source.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            _closed.TrySetResult();
        }
    }

    private sealed class OneItemReader : ChannelReader<int>
    {
        public TaskCompletionSource<bool> Arrived { get; } = new();

        public override bool TryRead(out int item) => (item = 1) == 1;

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => new(Arrived.Task);
    }

    /// <summary>Keeps what is to go on until it is told to.</summary>
    private sealed class QueuedContext : SynchronizationContext
    {
        private readonly Queue<Action> _queue = new();

        public override void Post(SendOrPostCallback d, object? state) => _queue.Enqueue(() => d(state));

        public void Run()
        {
            while (_queue.TryDequeue(out var next))
            {
                next();
            }
        }
    }
}
