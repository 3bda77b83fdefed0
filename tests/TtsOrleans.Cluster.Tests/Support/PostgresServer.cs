using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>A real PostgreSQL server in a temporary folder, on a free port of loopback, with no password for user <c>postgres</c>.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tts-postgres-{Guid.NewGuid():N}");

    /// <summary>Folder of <c>initdb</c> and <c>pg_ctl</c>, newest version first; null where none is installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(version => double.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <summary>Port of this server; stays the same over <see cref="StopAsync"/> and <see cref="StartAsync"/>.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Connects as superuser to <paramref name="database"/>.</summary>
    public string ConnectionString(string database = "postgres", string user = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Timeout=5";

    /// <summary>Creates the server and starts it.</summary>
    public async Task InitializeAsync()
    {
        if (Programs is null)
        {
            return; // the tests say so
        }

        Directory.CreateDirectory(_folder);
        await RunAsync("chmod", "0777", _folder);
        await AsPostgresAsync("initdb", "-D", $"{_folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await StartAsync();
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    public Task StartAsync() => AsPostgresAsync(
        "pg_ctl", "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-w", "-t", "60",
        "-o", $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={_folder} -c fsync=off -c max_connections=200", "start");

    /// <summary>Stops it at once, as a crash would (<c>immediate</c>), or in order (<c>fast</c>).</summary>
    public Task StopAsync(string how = "fast") => AsPostgresAsync("pg_ctl", "-D", $"{_folder}/data", "-m", how, "-w", "stop");

    /// <summary>Creates an empty database and returns its connection string for the superuser.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"tts_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionString());
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Stops it and deletes all it held.</summary>
    public async Task DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            await StopAsync("immediate");
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>The server refuses to run as root; it then runs as the user that its package created.</summary>
    private static Task AsPostgresAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.UserName == "root"
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Not redirected: the server inherits the pipes of pg_ctl, and would hold them open.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
