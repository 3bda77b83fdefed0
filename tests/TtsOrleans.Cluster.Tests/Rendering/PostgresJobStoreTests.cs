using System.Data.Common;
using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;
using TtsOrleans.Grains.Tests.Rendering;

namespace TtsOrleans.Cluster.Tests.Rendering;

/// <summary>The store of jobs on PostgreSQL, as the user who may use the data and nothing else.</summary>
public sealed class PostgresJobStoreTests(PostgresServer server) : JobStoreContract, IClassFixture<PostgresServer>, IAsyncLifetime
{
    private NpgsqlDataSource? _source;

    protected override DbDataSource Source => _source!;

    [PostgresFact]
    public Task Order() => Order_comes_back_as_it_was_given();

    [PostgresFact]
    public Task Sentence() => Sentence_is_written_once_and_only_by_the_last_version();

    [PostgresFact]
    public Task Change() => Change_of_state_has_one_winner();

    [PostgresFact]
    public Task List() => List_goes_by_the_time_of_the_order();

    [PostgresFact]
    public Task Retention() => Ended_jobs_go_by_age_and_then_by_space_and_unfinished_ones_stay();

    [PostgresFact]
    public Task Room() => Order_beyond_the_room_is_refused_with_the_figures();

    public async Task InitializeAsync()
    {
        if (PostgresServer.Programs is not null)
        {
            _source = NpgsqlDataSource.Create((await TestDatabase.CreateMigratedAsync(server)).Runtime);
        }
    }

    public async Task DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }
}
