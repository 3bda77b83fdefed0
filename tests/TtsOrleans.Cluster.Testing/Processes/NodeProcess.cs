using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>A silo or a gateway as a process of its own, which can be killed, frozen and started again under the same name and ports.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private const int LinesKept = 2000;

    private readonly string _folder = Directory.CreateTempSubdirectory("tts-node-").FullName;
    private readonly string[] _command;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <param name="name">What the cluster calls it.</param>
    /// <param name="url">Where its health is asked.</param>
    /// <param name="command">Program and arguments.</param>
    public NodeProcess(string name, Uri url, params string[] command)
    {
        Name = name;
        Url = url;
        _command = command;

        // Whoever is ended from outside leaves no processes behind.
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    /// <summary>What the cluster calls it.</summary>
    public string Name { get; }

    /// <summary>Where it listens for HTTP.</summary>
    public Uri Url { get; }

    /// <summary>Whether whoever looks after it starts it again when it has ended.</summary>
    public bool Wanted { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Whether it is there; a frozen one is.</summary>
    public bool Running => _process is { HasExited: false };

    /// <summary>The last lines it wrote, of all its lives.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Its process id.</summary>
    /// <exception cref="InvalidOperationException">It was never started.</exception>
    public int Id => (_process ?? throw new InvalidOperationException($"{Name} was never started.")).Id;

    /// <summary>Physical memory it holds, bytes; 0 if it is not there.</summary>
    public long MemoryBytes
    {
        get
        {
            if (!Running)
            {
                return 0;
            }

            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it, and waits for nothing.</summary>
    public void Start()
    {
        Wanted = true;
        Starts++;
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo(_command[0], _command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        })!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it can be given work.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="patience"/> is at its end, or it ended and nobody wants it back; the message has what it wrote.</exception>
    public async Task WaitUntilReadyAsync(TimeSpan patience)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < patience && (Running || Wanted); await Task.Delay(100))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Url, "/health/ready"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Nobody listens yet.
            }
        }

        throw new InvalidOperationException($"{Name} {(Running ? "was not ready in time" : $"ended with {_process?.ExitCode}")}:\n{Output}");
    }

    /// <summary>Ends it as a crash does.</summary>
    /// <param name="forGood">Whether it stays away until <see cref="Start"/>, whoever looks after it.</param>
    public async Task KillAsync(bool forGood = false)
    {
        Wanted = !forGood;
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        Wanted = false;
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    /// <summary>Stops all its threads where they are; its connections stay open.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on after <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Wanted = false;
        if (Running)
        {
            await KillAsync(forGood: true);
        }

        AppDomain.CurrentDomain.ProcessExit -= End;
        _process?.Dispose();
        _process = null;
        Directory.Delete(_folder, recursive: true);
    }

    private void End(object? sender, EventArgs ended)
    {
        Wanted = false;
        if (Running)
        {
            _process!.Kill();
        }
    }

    private Task SignalAsync(string signal) => Commands.RunAsync("kill", $"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture));

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }

        _output.Enqueue(line.Data);
        while (_output.Count > LinesKept)
        {
            _output.TryDequeue(out _);
        }
    }
}
