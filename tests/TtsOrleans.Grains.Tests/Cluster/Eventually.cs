namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Waits for what happens on other threads without a signal of its own.</summary>
internal static class Eventually
{
    public static async Task Holds(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"It never came that {what}.");
            // There is no event to wait for; the pause only keeps the processor free.
            await Task.Delay(5);
        }
    }
}
