namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Keeps calls to some grains from being answered, as those to a frozen silo are not.</summary>
/// <param name="frozen">Which grains.</param>
internal sealed class FrozenCalls(Func<GrainId, bool> frozen) : IIncomingGrainCallFilter
{
    private volatile TaskCompletionSource? _frost;
    private volatile TaskCompletionSource _met = New();
    private int _asked;

    /// <summary>A call met the frost.</summary>
    public Task Met => _met.Task;

    /// <summary>Calls so far, frozen or not.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public void Freeze()
    {
        _met = New();
        _frost = New();
    }

    public void Thaw()
    {
        _frost?.SetResult();
        _frost = null;
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (frozen(context.TargetId))
        {
            Interlocked.Increment(ref _asked);
            if (_frost is { } frost)
            {
                _met.TrySetResult();
                await frost.Task;
            }
        }

        await context.Invoke();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
