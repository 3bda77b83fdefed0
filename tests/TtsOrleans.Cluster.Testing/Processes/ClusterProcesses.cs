using System.Text.Json;
using Npgsql;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>
/// A whole cluster as processes on this machine: PostgreSQL, silos and gateways. What ends by itself is started again a few seconds later,
/// as a service manager does.
/// </summary>
public sealed class ClusterProcesses : IAsyncDisposable
{
    /// <summary>How long a dead process stays away.</summary>
    public static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(4) };
    private readonly ClusterShape _shape;
    private readonly SiloNetworks? _networks;
    private Task _keeper = Task.CompletedTask;

    private ClusterProcesses(ClusterShape shape)
    {
        _shape = shape;
        _networks = shape.OwnNetworks ? new(shape.Silos) : null;
        Postgres = new() { Address = _networks?.HostAddress ?? "127.0.0.1", DiskMegabytes = shape.DatabaseDiskMegabytes };
    }

    /// <summary>The database server.</summary>
    public TemporaryPostgres Postgres { get; }

    /// <summary>The silos.</summary>
    public IReadOnlyList<NodeProcess> Silos { get; private set; } = [];

    /// <summary>The gateways.</summary>
    public IReadOnlyList<NodeProcess> Gateways { get; private set; } = [];

    /// <summary>Silos and gateways.</summary>
    public IEnumerable<NodeProcess> Nodes => [.. Silos, .. Gateways];

    /// <summary>The namespaces, where the shape asks for them.</summary>
    public SiloNetworks Networks => _networks ?? throw new InvalidOperationException("The silos share the machine's network.");

    /// <summary>The owner's connection to the cluster's database.</summary>
    public string Database => Postgres.ConnectionString("tts", "tts_owner");

    /// <summary>What all processes wrote last, for a failure's message.</summary>
    public string Output => string.Join('\n', Nodes.Select(node => $"── {node.Name}\n{node.Output}"));

    /// <summary>Starts a cluster and waits until all of it is ready.</summary>
    public static async Task<ClusterProcesses> StartAsync(ClusterShape shape)
    {
        var cluster = new ClusterProcesses(shape);
        try
        {
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until all processes are there and every gateway sees every silo.</summary>
    public async Task WaitUntilWholeAsync(TimeSpan patience)
    {
        await Task.WhenAll(Nodes.Select(node => node.WaitUntilReadyAsync(patience)));
        var until = DateTime.UtcNow + patience;
        while (!await IsWholeAsync())
        {
            if (DateTime.UtcNow > until)
            {
                throw new InvalidOperationException($"The cluster is not whole after {patience}.\n{Output}");
            }

            await Task.Delay(250);
        }
    }

    /// <summary>Whether every gateway sees exactly the silos there should be.</summary>
    public async Task<bool> IsWholeAsync()
    {
        var seen = await Task.WhenAll(Gateways.Select(SeenByAsync));
        return seen.All(names => names.Order(StringComparer.Ordinal).SequenceEqual(Silos.Select(silo => silo.Name)));
    }

    /// <summary>Names of the silos that answer a gateway and take work.</summary>
    public async Task<IReadOnlyList<string>> SeenByAsync(NodeProcess gateway)
    {
        try
        {
            using var report = JsonDocument.Parse(await _http.GetStringAsync(new Uri(gateway.Url, "/api/cluster")));
            return [.. report.RootElement.GetProperty("nodes").EnumerateArray()
                .Where(node => !node.GetProperty("draining").GetBoolean())
                .Select(node => node.GetProperty("name").GetString()!)];
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException)
        {
            return [];
        }
    }

    /// <summary>Runs SQL as superuser, in the cluster's database unless another is named.</summary>
    public async Task SqlAsync(string sql, string database = "tts")
    {
        await using var source = NpgsqlDataSource.Create(Postgres.ConnectionString(database) + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Empties the cluster's store of finished audio: what was spoken has to be made again.</summary>
    public Task ForgetAudioAsync() => SqlAsync("TRUNCATE stored_audio");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeper;
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        if (_networks is not null)
        {
            await _networks.DisposeAsync();
        }

        _http.Dispose();
        _stop.Dispose();
    }

    private async Task StartAsync()
    {
        await (_networks?.CreateAsync() ?? Task.CompletedTask);
        await Postgres.InitializeAsync();
        await PrepareDatabaseAsync();
        var commands = new NodeCommands(_shape, _networks, Postgres);
        Silos = [.. Enumerable.Range(1, _shape.Silos).Select(commands.Silo)];
        Gateways = [.. Enumerable.Range(1, _shape.Gateways).Select(commands.Gateway)];
        foreach (var node in Nodes)
        {
            node.Start();
        }

        _keeper = KeepAsync();
        await WaitUntilWholeAsync(s_start);
    }

    private async Task PrepareDatabaseAsync()
    {
        await using (var source = NpgsqlDataSource.Create(Postgres.ConnectionString() + ";Pooling=false"))
        {
            foreach (var sql in new[] { "CREATE ROLE tts_owner LOGIN", "CREATE ROLE tts LOGIN", "CREATE DATABASE tts OWNER tts_owner" })
            {
                await using var command = source.CreateCommand(sql);
                await command.ExecuteNonQueryAsync();
            }
        }

        await Commands.RunAsync(
            "dotnet", Built.PathOf("Silo"), "migrate", $"--Cluster:MigrationConnectionString={Database}", $"--Cluster:ConnectionString={Postgres.ConnectionString("tts", "tts")}");
    }

    /// <summary>Starts again what has ended though it is wanted.</summary>
    private async Task KeepAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var node in Nodes.Where(node => node is { Wanted: true, Running: false }).ToList())
            {
                await Task.Delay(RestartAfter, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (node is { Wanted: true, Running: false } && !_stop.IsCancellationRequested)
                {
                    node.Start();
                }
            }

            await Task.Delay(200, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
