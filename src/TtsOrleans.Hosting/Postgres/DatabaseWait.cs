using System.Net.Sockets;
using Npgsql;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>Has patience with a database that is just starting, or being prepared.</summary>
/// <param name="time">Clock.</param>
/// <param name="timeout">How long at most.</param>
/// <param name="tell">Told once, with the reason, that there is something to wait for.</param>
internal sealed class DatabaseWait(TimeProvider time, TimeSpan timeout, Action<string> tell)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Runs <paramref name="attempt"/> each second until it is done.</summary>
    /// <exception cref="DatabaseNotReadyException">It was not within the time.</exception>
    /// <exception cref="NpgsqlException">The server refuses for a reason that waiting does not mend.</exception>
    public async Task UntilAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        for (string? told = null; ;)
        {
            DatabaseNotReadyException reason;
            try
            {
                await attempt(cancellationToken);
                return;
            }
            catch (DatabaseNotReadyException notReady)
            {
                reason = notReady;
            }
            catch (NpgsqlException exception) when (MayPass(exception))
            {
                reason = new($"the database does not answer: {exception.Message}", exception);
            }
            catch (SocketException exception)
            {
                reason = new($"the database's host cannot be found: {exception.Message}", exception);
            }

            if (time.GetElapsedTime(since) + Pause > timeout)
            {
                throw reason;
            }

            if (told != reason.Message)
            {
                tell(told = reason.Message);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>No answer at all, or that of a server that starts, stops or is full.</summary>
    private static bool MayPass(NpgsqlException exception) => exception is not PostgresException refusal || refusal.IsTransient;
}
