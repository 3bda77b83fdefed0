namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Several who want the same at once.</summary>
internal static class Race
{
    /// <summary>Runs all at the same moment.</summary>
    /// <returns>What each threw; null if nothing.</returns>
    public static async Task<Exception?[]> RunAsync(int racers, Func<int, Task> run)
    {
        using var start = new Barrier(racers);
        return await Task.WhenAll(Enumerable.Range(0, racers).Select(racer => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Record.ExceptionAsync(() => run(racer));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }
}
