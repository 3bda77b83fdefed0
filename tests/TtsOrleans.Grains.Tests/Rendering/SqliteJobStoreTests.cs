using System.Data.Common;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>The store of jobs on SQLite.</summary>
public sealed class SqliteJobStoreTests : JobStoreContract, IDisposable
{
    private readonly JobFiles _files = new();

    protected override DbDataSource Source => field ??= _files.Source();

    [Fact]
    public Task Order() => Order_comes_back_as_it_was_given();

    [Fact]
    public Task Sentence() => Sentence_is_written_once_and_only_by_the_last_version();

    [Fact]
    public Task Change() => Change_of_state_has_one_winner();

    [Fact]
    public Task List() => List_goes_by_the_time_of_the_order();

    [Fact]
    public Task Retention() => Ended_jobs_go_by_age_and_then_by_space_and_unfinished_ones_stay();

    [Fact]
    public Task Room() => Order_beyond_the_room_is_refused_with_the_figures();

    public void Dispose()
    {
        Source.Dispose();
        _files.Dispose();
    }
}
