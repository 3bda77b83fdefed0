using System.Diagnostics;

namespace TtsOrleans.Cluster.Testing.Waiting;

/// <summary>The state of other processes gives no signal here: it can only be asked after.</summary>
public static class Asking
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until something holds; a question that cannot be answered now is put again.</summary>
    /// <param name="what">What is to hold, for the message.</param>
    /// <param name="holds">Asks.</param>
    /// <param name="patience">For how long.</param>
    /// <param name="tell">What the processes wrote, for the message.</param>
    /// <exception cref="TimeoutException">It did not come to hold in time.</exception>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds, TimeSpan patience, Func<string> tell)
    {
        Exception? last = null;
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < patience; await Task.Delay(s_pause))
        {
            try
            {
                if (await holds())
                {
                    return;
                }

                last = null;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Nobody listens yet, or who does cannot say.
                last = exception;
            }
        }

        throw new TimeoutException($"It never came that {what} ({last?.Message ?? "answered no"}):\n{tell()}", last);
    }
}
