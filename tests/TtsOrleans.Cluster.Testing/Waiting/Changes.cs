namespace TtsOrleans.Cluster.Testing.Waiting;

/// <summary>Wakes whoever waits for a state of this process: what changes it on other threads says so here.</summary>
public sealed class Changes
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private TaskCompletionSource _next = New();

    /// <summary>Something has changed.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Ends when something holds; looked at now and at each change.</summary>
    /// <param name="what">What is to hold, for the message.</param>
    /// <param name="holds">Looks.</param>
    /// <param name="patience">For how long; half a minute unless given.</param>
    /// <exception cref="TimeoutException">It did not come to hold in that time.</exception>
    public async Task UntilAsync(string what, Func<bool> holds, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? s_patience);
        while (true)
        {
            // Taken before the look: what changes behind it wakes this one.
            var next = Volatile.Read(ref _next).Task;
            if (holds())
            {
                return;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It never came that {what}.");
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
