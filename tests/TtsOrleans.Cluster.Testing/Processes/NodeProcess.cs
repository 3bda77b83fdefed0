using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>A silo or a gateway as a process of its own, which can be killed, frozen and started again under the same name and ports.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>Where readiness is asked after.</summary>
    public const string Ready = "/health/ready";

    private const int LinesKept = 2000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly string[] _command;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentBag<Process> _former = [];
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

    /// <summary>Variables of its environment besides those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether somebody starts it again when it has ended though it is wanted.</summary>
    public bool Supervised { get; init; }

    /// <summary>Empty folder where it runs, deleted with it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("tts-node-").FullName;

    /// <summary>Whether it ought to be there: it was started and neither stopped nor killed for good.</summary>
    public bool Wanted { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Whether it is there; a frozen one is.</summary>
    public bool Running => _process is { HasExited: false };

    /// <summary>The last lines it wrote, of all its lives.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Those of its standard error.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Its process id.</summary>
    /// <exception cref="InvalidOperationException">It was never started.</exception>
    public int Id => (_process ?? throw new InvalidOperationException($"{Name} was never started.")).Id;

    /// <summary>Physical memory it holds, bytes; 0 if it is not there.</summary>
    public long MemoryBytes => Read(process => process.WorkingSet64);

    /// <summary>The most physical memory it ever held, bytes; 0 if it is not there.</summary>
    public long PeakMemoryBytes => Read(process => process.PeakWorkingSet64);

    /// <summary>Processor time it has used so far, of all its threads; 0 if it is not there.</summary>
    public TimeSpan ProcessorTime => Read(process => process.TotalProcessorTime);

    /// <summary>Starts <c>TtsOrleans.{project}</c> as built, at a free port of this machine.</summary>
    public static NodeProcess StartNew(string project, params string[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var node = new NodeProcess(project, url, Built.Command(project, [$"--urls={url}", .. settings]));
        node.Start();
        return node;
    }

    /// <summary>Starts it, and waits for nothing.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(_command[0], _command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Keep(_output, line.Data);
            Keep(_errors, line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // Others look at it meanwhile: they see the former life or the new one, and none of them disposed.
        if (Interlocked.Exchange(ref _process, process) is { } former)
        {
            _former.Add(former);
        }

        Wanted = true;
        Starts++;
    }

    /// <summary>Waits until it can be given work.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="patience"/> is at its end, or it ended and nobody wants it back; the message has what it wrote.</exception>
    public Task WaitUntilReadyAsync(TimeSpan? patience = null) => WaitUntilAsync(Ready, HttpStatusCode.OK, patience);

    /// <summary>Waits until it answers a question in a certain way.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="patience"/>, four minutes unless given, is at its end, or it ended and nobody wants it back; the message has what it wrote.</exception>
    public async Task WaitUntilAsync(string path, HttpStatusCode status, TimeSpan? patience = null)
    {
        using var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(5) };
        var answered = false;
        try
        {
            await Asking.UntilAsync($"{Name} answers {path} with {status}", AnswersOrEndedAsync, patience ?? s_patience, () => Output);
        }
        catch (TimeoutException timeout)
        {
            throw new InvalidOperationException(timeout.Message, timeout);
        }

        if (!answered)
        {
            throw new InvalidOperationException($"{Name} ended with {_process?.ExitCode}:\n{Output}");
        }

        async Task<bool> AnswersOrEndedAsync()
        {
            if (!Running && !(Wanted && Supervised))
            {
                return true;
            }

            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            return answered = answer.StatusCode == status;
        }
    }

    /// <summary>Ends it as a crash does.</summary>
    /// <param name="forGood">Whether it stays away until <see cref="Start"/>, whoever looks after it.</param>
    public async Task KillAsync(bool forGood = false)
    {
        Wanted = !forGood;
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits for it, four minutes unless told otherwise.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(TimeSpan? patience = null)
    {
        Wanted = false;
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync().WaitAsync(patience ?? s_patience);
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
        foreach (var former in _former)
        {
            former.Dispose();
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        while (lines.Count > LinesKept)
        {
            lines.TryDequeue(out _);
        }
    }

    private T Read<T>(Func<Process, T> figure) where T : struct
    {
        if (!Running)
        {
            return default;
        }

        _process!.Refresh();
        return figure(_process);
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
}
