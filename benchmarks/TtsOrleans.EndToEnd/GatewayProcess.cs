using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TtsOrleans.EndToEnd;

/// <summary>The built gateway as a process of its own, on a free port, with an empty data folder that is deleted afterwards.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _data;

    private GatewayProcess(Process process, string data, Uri url)
    {
        _process = process;
        _data = data;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>Processor time it has used so far, of all its threads.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Physical memory it holds, bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most physical memory it ever held, bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It is not built, ended at once, or did not become ready.</exception>
    public static async Task<GatewayProcess> Start()
    {
        var program = Path.Combine(RepositoryRoot.Path, "src", "TtsOrleans.Gateway", "bin", "Release", "net10.0", "TtsOrleans.Gateway.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException("The gateway is not built: dotnet build -c Release src/TtsOrleans.Gateway");
        }

        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var data = Directory.CreateTempSubdirectory("tts-end-to-end-").FullName;
        var start = new ProcessStartInfo("dotnet");

        // Its warnings belong beside the table, not in it.
        foreach (var argument in new[]
        {
            program, $"--urls={url}", $"--Storage:Path={data}", "--Logging:LogLevel:Default=Warning", "--Logging:Console:LogToStandardErrorThreshold=Trace",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        var gateway = new GatewayProcess(process, data, url);
        try
        {
            await gateway.BecomeReady();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task BecomeReady()
    {
        using var client = new HttpClient { BaseAddress = Url };
        for (var since = Stopwatch.StartNew(); since.Elapsed < s_patience; await Task.Delay(100))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The gateway ended at once with exit code {_process.ExitCode}.");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException($"The gateway was not ready after {s_patience.TotalSeconds} s.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
