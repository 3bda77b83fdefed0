using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.EndToEnd;

/// <summary>The built gateway as a process of its own, on a free port, with an empty data folder that is deleted afterwards.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly NodeProcess _process;

    private GatewayProcess(NodeProcess process) => _process = process;

    public Uri Url => _process.Url;

    /// <summary>Processor time it has used so far, of all its threads.</summary>
    public TimeSpan Processor => _process.ProcessorTime;

    /// <summary>Physical memory it holds, bytes.</summary>
    public long Memory => _process.MemoryBytes;

    /// <summary>The most physical memory it ever held, bytes.</summary>
    public long PeakMemory => _process.PeakMemoryBytes;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It is not built, ended at once, or did not become ready.</exception>
    public static async Task<GatewayProcess> Start()
    {
        var process = NodeProcess.StartNew("Gateway", "--Logging:LogLevel:Default=Warning");
        try
        {
            await process.WaitUntilReadyAsync();
            return new(process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Its warnings belong beside the table, not in it.
        Console.Error.Write(_process.Output is "" ? "" : _process.Output + Environment.NewLine);
        await _process.DisposeAsync();
    }
}
