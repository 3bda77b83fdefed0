using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>A pooler between a cluster and its server.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _port;
    private readonly Process _process;

    private PgBouncer(string folder, int port, Process process) => (_folder, _port, _process) = (folder, port, process);

    /// <summary>The program; null where it is not installed.</summary>
    public static string? Program { get; } = new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer" }.FirstOrDefault(File.Exists);

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="server">What it stands before.</param>
    /// <param name="mode">Its <c>pool_mode</c>.</param>
    /// <param name="settings">More lines of its configuration.</param>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, string mode, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("tts-pgbouncer-").FullName;
        var port = Ports.Free();
        await File.WriteAllTextAsync($"{folder}/users", "\"postgres\" \"\"\n\"tts_owner\" \"\"\n\"tts\" \"\"\n");
        await File.WriteAllLinesAsync($"{folder}/pgbouncer.ini",
        [
            "[databases]",
            $"* = host={server.Address} port={server.Port}",
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            $"listen_port = {port}",
            "unix_socket_dir =",
            "auth_type = trust",
            $"auth_file = {folder}/users",
            $"pool_mode = {mode}",
            .. settings,
        ]);
        string[] command = [Program!, "-q", $"{folder}/pgbouncer.ini"];
        if (Environment.UserName == "root")
        {
            // It refuses to run as root.
            await Commands.RunAsync("chmod", "-R", "a+rX", folder);
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command];
        }

        var bouncer = new PgBouncer(folder, port, Process.Start(command[0], command[1..]));
        try
        {
            await bouncer.WaitAsync();
            return bouncer;
        }
        catch
        {
            await bouncer.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection string of the server, by way of this.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Port = _port }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task WaitAsync() => Asking.UntilAsync("PgBouncer answers", AnswersAsync, TimeSpan.FromSeconds(30), () => _process.HasExited ? $"It ended with {_process.ExitCode}." : "It runs.");

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException) when (!_process.HasExited)
        {
            // It has only just been started.
            return false;
        }
    }
}
