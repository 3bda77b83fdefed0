using Orleans.Storage;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Who writes first wins, and the others are told so; nobody gets an error of the server.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class GrainStorageRaceTests(PostgresServer server)
{
    private const int Ids = 200;
    private const int Writers = 8;

    [PostgresTheory]
    [MemberData(nameof(Sessions.All), MemberType = typeof(Sessions))]
    public async Task First_writes_have_one_winner_an_id(string session) => await RaceAsync(session, readFirst: false);

    [PostgresTheory]
    [MemberData(nameof(Sessions.All), MemberType = typeof(Sessions))]
    public async Task Writes_over_one_version_have_one_winner_an_id(string session) => await RaceAsync(session, readFirst: true);

    private async Task RaceAsync(string session, bool readFirst)
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        using var node = new TestNode(database.Runtime + session);
        var storage = node.OpenStorage();
        var etags = new string?[Ids];
        for (var id = 0; readFirst && id < Ids; id++)
        {
            etags[id] = await WriteAsync(storage, id, null, -1);
        }

        var wins = new int[Ids];
        var failures = await Race.RunAsync(Writers, async writer =>
        {
            for (var id = 0; id < Ids; id++)
            {
                try
                {
                    await WriteAsync(storage, id, etags[id], writer);
                    Interlocked.Increment(ref wins[id]);
                }
                catch (InconsistentStateException)
                {
                    // The right answer to all but one.
                }
            }
        });

        Assert.All(failures, Assert.Null);
        Assert.All(wins, won => Assert.Equal(1, won));
        Assert.Equal(Ids, await database.AskAsync<long>("SELECT count(*) FROM stored_state"));
    }

    private static async Task<string> WriteAsync(IGrainStorage storage, int id, string? etag, int value)
    {
        var state = new GrainState<List<int>>([value], etag!);
        await storage.WriteStateAsync("race", GrainId.Create("proof", $"proof-{id}"), state);
        return state.ETag!;
    }
}
