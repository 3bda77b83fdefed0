namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>A real PostgreSQL server in a temporary folder, on a free port, with no password for user <c>postgres</c>.</summary>
public class TemporaryPostgres
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"tts-postgres-{Guid.NewGuid():N}");

    /// <summary>Folder of <c>initdb</c> and <c>pg_ctl</c>: what <c>TTS_POSTGRES</c> names, or the newest version installed; null where none is.</summary>
    public static string? Programs { get; } =
        Environment.GetEnvironmentVariable("TTS_POSTGRES") is { Length: > 0 } named ? named
        : Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(version => double.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <summary>Address it listens at; loopback unless told otherwise.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Megabytes of a disk of its own in memory; 0 for the machine's. Needs the right to mount.</summary>
    public int DiskMegabytes { get; init; }

    /// <summary>Whether it waits for its disk, as a server does that is not for tests; false.</summary>
    public bool Durable { get; init; }

    /// <summary>That disk.</summary>
    public SmallDisk Disk => new(_folder, DiskMegabytes);

    /// <summary>Where its data lie.</summary>
    public string DataFolder => $"{_folder}/data";

    /// <summary>Port of this server; stays the same over <see cref="StopAsync"/> and <see cref="StartAsync"/>.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Connects as superuser to <paramref name="database"/>.</summary>
    public string ConnectionString(string database = "postgres", string user = "postgres") =>
        $"Host={Address};Port={Port};Database={database};Username={user};Timeout=5";

    /// <summary>Creates the server and starts it.</summary>
    public async Task InitializeAsync()
    {
        if (Programs is null)
        {
            return; // the tests say so
        }

        AppDomain.CurrentDomain.ProcessExit += End;
        Directory.CreateDirectory(_folder);
        if (DiskMegabytes > 0)
        {
            await Disk.MountAsync();
        }

        await Commands.RunAsync("chmod", "0777", _folder);
        await AsPostgresAsync("initdb", "-D", DataFolder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await File.AppendAllTextAsync($"{DataFolder}/pg_hba.conf", "host all all samenet trust\n");
        await StartAsync();
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    public Task StartAsync() => AsPostgresAsync(
        "pg_ctl", "-D", DataFolder, "-l", $"{_folder}/log", "-w", "-t", "60",
        "-o", $"-c listen_addresses={Address} -c port={Port} -c unix_socket_directories={_folder} -c fsync={(Durable ? "on" : "off")} -c max_connections=200", "start");

    /// <summary>Stops it at once, as a crash would (<c>immediate</c>), or in order (<c>fast</c>).</summary>
    public Task StopAsync(string how = "fast") => AsPostgresAsync("pg_ctl", "-D", DataFolder, "-m", how, "-w", "stop");

    /// <summary>Starts it where it has given up by itself, as a service manager does.</summary>
    public async Task EnsureStartedAsync()
    {
        if (!await RunsAsync())
        {
            await StartAsync();
        }
    }

    /// <summary>Stops it and deletes all it held.</summary>
    public async Task DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            if (File.Exists($"{DataFolder}/postmaster.pid"))
            {
                await StopAsync("immediate");
            }

            if (DiskMegabytes > 0)
            {
                await Disk.UnmountAsync();
            }

            AppDomain.CurrentDomain.ProcessExit -= End;
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Whoever is ended from outside leaves no server behind.</summary>
    private void End(object? sender, EventArgs ended) => DisposeAsync().Wait(TimeSpan.FromSeconds(10));

    private Task<bool> RunsAsync() => Environment.UserName == "root"
        ? Commands.TryAsync("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(Programs!, "pg_ctl"), "-D", DataFolder, "status")
        : Commands.TryAsync(Path.Combine(Programs!, "pg_ctl"), "-D", DataFolder, "status");

    /// <summary>The server refuses to run as root; it then runs as the user that its package created.</summary>
    private static Task AsPostgresAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.UserName == "root"
            ? Commands.RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : Commands.RunAsync(path, arguments);
    }
}
