using System.Globalization;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Deploy.Tests.Support;

/// <summary>A cluster that <c>deploy/local-cluster</c> runs in a temporary folder, on ports of its own.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const int PortsOfCluster = 130;

    // One service after the other, each as long as it takes.
    private static readonly TimeSpan s_up = TimeSpan.FromMinutes(12);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tts-cluster-{Guid.NewGuid():N}");

    /// <summary>Port of the first gateway, and the first of the cluster's.</summary>
    public int Port { get; } = Ports.FreeBlock(PortsOfCluster);

    /// <summary>The first gateway.</summary>
    public Uri Gateway => new($"http://127.0.0.1:{Port}");

    /// <summary>Its Prometheus.</summary>
    public Uri Prometheus => new($"http://127.0.0.1:{Port + 8}");

    /// <summary>Why none can be started on this machine; null: one can.</summary>
    public static string? Missing { get; } =
        TemporaryPostgres.Programs is null ? "PostgreSQL is not installed (Debian: postgresql)."
        : !Commands.Has("prometheus") ? "Prometheus is not installed (Debian: prometheus)."
        : !Commands.Has("curl") ? "curl is not installed."
        : null;

    /// <summary>Starts it and waits until all of it is ready.</summary>
    public async Task UpAsync(int silos, IReadOnlyDictionary<string, string> environment, params string[] settings) => await RunAsync(
        environment,
        s_up,
        ["up", "--no-build", "--silos", silos.ToString(CultureInfo.InvariantCulture), "--port", Port.ToString(CultureInfo.InvariantCulture), "--", .. settings]);

    /// <summary>Runs a command that is to succeed.</summary>
    /// <returns>What it wrote.</returns>
    public Task<string> RunAsync(params string[] command) => RunAsync(null, null, command);

    /// <summary>Runs a command that may fail.</summary>
    public Task<CommandResult> TryAsync(params string[] command) => Commands.CaptureAsync("bash", WithFolder(command));

    /// <summary>Runs a command while the shell that calls it holds <paramref name="file"/> open.</summary>
    public async Task RunHoldingAsync(string file, params string[] command)
    {
        var (code, output) = await Commands.CaptureAsync("bash", ["-c", "exec 7>\"$0\"; bash \"$@\"", file, .. WithFolder(command)]);
        Assert.True(code == 0, output);
    }

    /// <summary>What a service has written since it was started.</summary>
    public string LogOf(string name) => File.ReadAllText(Path.Combine(_folder, "services", name, "log"));

    /// <summary>Password of a role of its database.</summary>
    public string PasswordOf(string role) => File.ReadAllText(Path.Combine(_folder, "secrets", role)).Trim();

    /// <summary>State, process id and so on of a service, as <c>status</c> tells.</summary>
    public async Task<string[]> StatusOfAsync(string name)
    {
        var (_, output) = await TryAsync("status");
        return output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(words => words is [var first, ..] && first == name);
    }

    /// <summary>Stops it, sees that no process is left, and deletes all it wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        await RunAsync("down");
        var left = Directory.GetDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out _))
            .Select(CommandLine)
            .Where(command => command.Contains(_folder, StringComparison.Ordinal))
            .ToList();
        Directory.Delete(_folder, recursive: true);
        Assert.Empty(left);
    }

    private async Task<string> RunAsync(IReadOnlyDictionary<string, string>? environment, TimeSpan? patience, params string[] command)
    {
        var (code, output) = await Commands.CaptureAsync("bash", WithFolder(command), environment, patience);
        Assert.True(code == 0, $"local-cluster {string.Join(' ', command)} ended with {code}:\n{output}");
        return output;
    }

    private string[] WithFolder(string[] command) => [Repository.At("deploy", "local-cluster"), command[0], "--dir", _folder, .. command[1..]];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended meanwhile
        }
    }
}
