using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Hosting;
using TtsOrleans.Scaling;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Books.Simulated;

/// <summary>Silos as processes of their own on a PostgreSQL of their own, which waits for its disk; this process is their client.</summary>
internal sealed class PostgresSilos : IBookSilos
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);

    private readonly TemporaryPostgres _postgres = new() { Durable = true };
    private readonly SimulatedVoice _files = new();
    private readonly DirectoryInfo _notes = Directory.CreateTempSubdirectory("tts-books-");
    private readonly IReadOnlyList<NodeProcess> _silos;
    private readonly MemoryWatch _memory;
    private readonly IHost _client;

    private PostgresSilos(BookArguments arguments, TimeSpan piece)
    {
        var audio = TimeSpan.FromSeconds(arguments.SecondsPerPiece);
        Voice = SimulatedVoice.Load(_files.Folder, piece, audio).Default;
        _silos = [.. Enumerable.Range(1, arguments.Silos).Select(number => Silo(number, arguments.Slots / arguments.Silos, SimulatedSilo.Command(_notes.FullName, _files.Folder, piece, audio)))];
        _memory = new(_silos, TimeSpan.FromMilliseconds(500));
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("Cluster:Mode", "Postgres"), new("Cluster:ConnectionString", Connection("tts"))]);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddTtsClient();
        _client = builder.Build();
    }

    public Voice Voice { get; }

    public IGrainFactory Grains => _client.Services.GetRequiredService<IGrainFactory>();

    public long Begun => SimulatedSilo.Begun(_notes.FullName);

    public long Memory => _silos.Max(silo => silo.MemoryBytes);

    public long PeakMemory => (long)(_memory.Uses().Max(use => use.Most) * 1e6);

    public (TimeSpan Silos, TimeSpan Database) Processor =>
        (ChildrenTime.Of(Environment.ProcessId), ChildrenTime.Of(int.Parse(File.ReadLines($"{_postgres.DataFolder}/postmaster.pid").First(), CultureInfo.InvariantCulture)));

    public static async Task<PostgresSilos> StartAsync(BookArguments arguments, TimeSpan piece)
    {
        if (TemporaryPostgres.Programs is null)
        {
            throw new InvalidOperationException("PostgreSQL is not installed (Debian: postgresql).");
        }

        var silos = new PostgresSilos(arguments, piece);
        try
        {
            await silos.StartAsync();
            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    public async Task<string> DescribeStorageAsync()
    {
        var bytes = await AskAsync("SELECT pg_database_size('tts')");
        var log = await AskAsync("SELECT sum(size)::bigint FROM pg_ls_waldir()");
        return string.Create(CultureInfo.InvariantCulture, $"a database of {bytes / 1e9:0.00} GB and {log / 1e9:0.00} GB of its log");
    }

    public Task<long> CountRunsAsync() => AskAsync("SELECT version - 2 FROM tts_job", Connection("tts"));

    public async Task EndRunnerAsync(MiddleOfBook how)
    {
        var silo = _silos.Single(silo => silo.Output.Contains("runs here", StringComparison.Ordinal));
        if (how == MiddleOfBook.Kill)
        {
            await silo.KillAsync(forGood: true);
        }
        else
        {
            await silo.StopAsync(Patience);
        }

        await Task.Delay(Away);
        silo.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        await _memory.DisposeAsync();
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _postgres.DisposeAsync();
        _files.Dispose();
        _notes.Delete(recursive: true);
    }

    private string Connection(string user) => _postgres.ConnectionString("tts", user);

    private NodeProcess Silo(int number, int slots, string[] command)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        return new($"silo{number}", url,
        [
            .. command,
            $"--Cluster:ConnectionString={Connection("tts")}",
            $"--Cluster:SiloName=silo{number}",
            $"--Cluster:SiloPort={Ports.Free()}",
            $"--Cluster:GatewayPort={Ports.Free()}",
            $"--Synthesis:Slots={slots}",
            $"--urls={url}",
        ]);
    }

    private async Task StartAsync()
    {
        await _postgres.InitializeAsync();
        await using (var source = NpgsqlDataSource.Create(_postgres.ConnectionString() + ";Pooling=false"))
        {
            foreach (var sql in new[] { "CREATE ROLE tts_owner LOGIN", "CREATE ROLE tts LOGIN", "CREATE DATABASE tts OWNER tts_owner" })
            {
                await using var command = source.CreateCommand(sql);
                await command.ExecuteNonQueryAsync();
            }
        }

        if (await TtsMigration.RunAsync([$"--Cluster:MigrationConnectionString={Connection("tts_owner")}"]) != 0)
        {
            throw new InvalidOperationException("The database could not be migrated.");
        }

        foreach (var silo in _silos)
        {
            silo.Start();
        }

        await Task.WhenAll(_silos.Select(silo => silo.WaitUntilReadyAsync(Patience)));
        await _client.StartAsync();
    }

    private async Task<long> AskAsync(string sql, string? connection = null)
    {
        await using var source = NpgsqlDataSource.Create((connection ?? _postgres.ConnectionString()) + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
