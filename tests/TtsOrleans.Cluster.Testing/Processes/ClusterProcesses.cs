using System.Text.Json;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>
/// A whole cluster as processes on this machine: PostgreSQL, silos and gateways. What ends by itself is started again a few seconds later,
/// as a service manager does, unless the shape says otherwise.
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
    private readonly TemporaryPostgres? _ownServer;
    private TestDatabase _database;
    private NodeCommands? _commands;
    private Task _keeper = Task.CompletedTask;

    private ClusterProcesses(ClusterShape shape, TestDatabase? database)
    {
        _shape = shape;
        _networks = shape.OwnNetworks ? new(shape.Silos) : null;
        _ownServer = database is null ? new() { Address = _networks?.HostAddress ?? "127.0.0.1", DiskMegabytes = shape.DatabaseDiskMegabytes } : null;
        _database = database ?? new(_ownServer!, "postgres");
    }

    /// <summary>The database server.</summary>
    public TemporaryPostgres Postgres => _database.Server;

    /// <summary>The cluster's database.</summary>
    public TestDatabase Database => _database;

    /// <summary>The silos, in the order of their first starts.</summary>
    public IReadOnlyList<NodeProcess> Silos { get; private set; } = [];

    /// <summary>The gateways.</summary>
    public IReadOnlyList<NodeProcess> Gateways { get; private set; } = [];

    /// <summary>Silos and gateways.</summary>
    public IEnumerable<NodeProcess> Nodes => [.. Silos, .. Gateways];

    /// <summary>The namespaces, where the shape asks for them.</summary>
    public SiloNetworks Networks => _networks ?? throw new InvalidOperationException("The silos share the machine's network.");

    /// <summary>What all processes wrote last, for a failure's message.</summary>
    public string Output => string.Join('\n', Nodes.Select(node => $"── {node.Name}\n{node.Output}"));

    /// <summary>Starts a cluster and waits until all of it is ready.</summary>
    /// <param name="shape">What it is made of.</param>
    /// <param name="database">A database with the product's schema; null for a server of its own.</param>
    public static async Task<ClusterProcesses> StartAsync(ClusterShape shape, TestDatabase? database = null)
    {
        var cluster = new ClusterProcesses(shape, database);
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

    /// <summary>Starts one more, with settings of its own; waits for nothing.</summary>
    public NodeProcess AddSilo(params string[] settings)
    {
        var silo = _commands!.Silo(Silos.Count + 1, settings);
        Silos = [.. Silos, silo];
        silo.Start();
        return silo;
    }

    /// <summary>Waits until all processes that are wanted are there and every gateway sees every silo.</summary>
    public async Task WaitUntilWholeAsync(TimeSpan patience)
    {
        await Task.WhenAll(Nodes.Where(node => node.Wanted).Select(node => node.WaitUntilReadyAsync(patience)));
        await Asking.UntilAsync("the cluster is whole", IsWholeAsync, patience, () => Output);
    }

    /// <summary>Whether every gateway sees exactly the silos there should be.</summary>
    public async Task<bool> IsWholeAsync()
    {
        var seen = await Task.WhenAll(Gateways.Where(gateway => gateway.Wanted).Select(SeenByAsync));
        return seen.All(names => names.Order(StringComparer.Ordinal).SequenceEqual(Silos.Where(silo => silo.Wanted).Select(silo => silo.Name)));
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

    /// <summary>Empties the cluster's store of finished audio: what was spoken has to be made again.</summary>
    public Task ForgetAudioAsync() => Database.ExecuteAsync("TRUNCATE stored_audio");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _keeper;
        }
        finally
        {
            await EndAsync();
        }
    }

    private async Task EndAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await (_ownServer?.DisposeAsync() ?? Task.CompletedTask);
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
        if (_ownServer is not null)
        {
            await _ownServer.InitializeAsync();
            _database = await TestDatabase.CreateAsync(_ownServer);
            var migration = await Built.RunAsync(
                "Silo", "migrate", $"--Cluster:MigrationConnectionString={Database.Owner}", $"--Cluster:ConnectionString={Database.Runtime}");
            if (migration.Code != 0)
            {
                throw new InvalidOperationException($"migrate ended with {migration.Code}:\n{migration.All}");
            }
        }

        _commands = new(_shape, _networks, Database);
        Silos = [.. Enumerable.Range(1, _shape.Silos).Select(number => _commands.Silo(number))];
        Gateways = [.. Enumerable.Range(1, _shape.Gateways).Select(_commands.Gateway)];
        foreach (var node in Nodes)
        {
            node.Start();
        }

        _keeper = _shape.Supervised ? KeepAsync() : Task.CompletedTask;
        await WaitUntilWholeAsync(s_start);
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
