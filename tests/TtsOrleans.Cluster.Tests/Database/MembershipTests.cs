using System.Net;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>The table of silos, as Orleans' provider uses it: every change compares the version and raises it by one, or does nothing.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class MembershipTests(PostgresServer server) : IAsyncLifetime, IDisposable
{
    private readonly List<TestNode> _nodes = [];
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateMigratedAsync(server);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _nodes.ForEach(node => node.Dispose());

    [PostgresTheory]
    [MemberData(nameof(Sessions.All), MemberType = typeof(Sessions))]
    public async Task Silos_that_join_over_one_version_have_one_winner(string session)
    {
        var table = await OpenAsync(session);
        for (var round = 0; round < 5; round++)
        {
            var version = (await table.ReadAllAsync()).Version;
            var port = round * 100;
            var joined = await AllAsync(16, silo => table.InsertRowAsync(Entry(port + silo + 1), version.Next()));

            Assert.Equal(1, joined.Count(won => won));
            var after = await table.ReadAllAsync();
            Assert.Equal((version.Version + 1, round + 1), (after.Version.Version, after.Members.Count));
        }
    }

    [PostgresTheory]
    [MemberData(nameof(Sessions.All), MemberType = typeof(Sessions))]
    public async Task Changes_over_one_version_have_one_winner(string session)
    {
        var table = await OpenAsync(session);
        await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next());
        var (entry, etag) = (await table.ReadAllAsync()).Members.Single();
        var version = (await table.ReadAllAsync()).Version;
        entry.Status = SiloStatus.Active;

        var changed = await AllAsync(16, _ => table.UpdateRowAsync(entry, etag, version.Next()));

        Assert.Equal(1, changed.Count(won => won));
        Assert.Equal(version.Version + 1, (await table.ReadAllAsync()).Version.Version);
    }

    [PostgresFact]
    public async Task A_change_that_does_not_come_about_leaves_the_version()
    {
        var table = await OpenAsync();
        await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next());
        var version = (await table.ReadAllAsync()).Version;

        Assert.False(await table.InsertRowAsync(Entry(1), version.Next()));
        Assert.False(await table.UpdateRowAsync(Entry(2), version.VersionEtag, version.Next()));
        Assert.False(await table.InsertRowAsync(Entry(3), new TableVersion(version.Version + 5, $"{version.Version + 4}")));

        var after = await table.ReadAllAsync();
        Assert.Equal((version, 1), (after.Version, after.Members.Count));
    }

    [PostgresFact]
    public async Task The_version_is_told_where_no_silo_is()
    {
        var table = await OpenAsync();
        await table.InsertRowAsync(Entry(1), (await table.ReadAllAsync()).Version.Next());

        var row = await table.ReadRowAsync(Entry(2).SiloAddress);

        Assert.Equal((1, 0), (row.Version.Version, row.Members.Count));
        Assert.Single((await table.ReadRowAsync(Entry(1).SiloAddress)).Members);
    }

    [PostgresTheory]
    [MemberData(nameof(Sessions.All), MemberType = typeof(Sessions))]
    public async Task Times_and_votes_come_back_as_they_were_and_a_sign_of_life_leaves_the_version(string session)
    {
        var table = await OpenAsync(session);
        var entry = Entry(1);
        await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next());
        entry.AddSuspector(Entry(2).SiloAddress, new DateTime(2026, 3, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        entry.AddSuspector(SiloAddress.New(IPAddress.Parse("fe80::1%3"), 3, 3), new DateTime(2026, 3, 1, 2, 3, 5, 6, DateTimeKind.Utc));
        var version = (await table.ReadAllAsync()).Version;
        Assert.True(await table.UpdateRowAsync(entry, version.VersionEtag, version.Next()));

        entry.IAmAliveTime = entry.IAmAliveTime.AddMinutes(7);
        await table.UpdateIAmAliveAsync(entry);

        var after = await table.ReadAllAsync();
        var read = after.Members.Single().Item1;
        Assert.Equal(version.Version + 1, after.Version.Version);
        Assert.Equal((entry.StartTime, entry.IAmAliveTime), (read.StartTime, read.IAmAliveTime));
        Assert.Equal(entry.SuspectTimes, read.SuspectTimes);
        Assert.Equal((entry.SiloAddress, entry.SiloName, entry.HostName, entry.ProxyPort), (read.SiloAddress, read.SiloName, read.HostName, read.ProxyPort));
    }

    [PostgresFact]
    public async Task Only_what_is_long_dead_is_forgotten()
    {
        var table = await OpenAsync();
        var old = DateTime.UtcNow.AddDays(-10);
        await AddAsync(Entry(1, SiloStatus.Dead, old));
        await AddAsync(Entry(2, SiloStatus.Dead, old), vote: DateTime.UtcNow);
        await AddAsync(Entry(3, SiloStatus.Joining, old));
        await AddAsync(Entry(4, SiloStatus.ShuttingDown, old));
        await AddAsync(Entry(5, SiloStatus.Active, old));
        await AddAsync(Entry(6, SiloStatus.Dead, DateTime.UtcNow));
        var version = (await table.ReadAllAsync()).Version;

        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UtcNow.AddDays(-7));

        var after = await table.ReadAllAsync();
        Assert.Equal([2, 3, 4, 5, 6], after.Members.Select(member => member.Item1.SiloAddress.Endpoint.Port).Order());
        Assert.Equal(version, after.Version);

        async Task AddAsync(MembershipEntry entry, DateTime? vote = null)
        {
            Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next()));
            if (vote is { } time)
            {
                entry.AddSuspector(Entry(99).SiloAddress, time);
                var before = (await table.ReadAllAsync()).Version;
                Assert.True(await table.UpdateRowAsync(entry, before.VersionEtag, before.Next()));
            }
        }
    }

    [PostgresFact]
    public async Task Clusters_of_one_database_do_not_see_each_other()
    {
        var one = await OpenAsync();
        var other = await OpenAsync("", ("Cluster:ClusterId", "other"));
        await one.InsertRowAsync(Entry(1), (await one.ReadAllAsync()).Version.Next());

        Assert.Empty((await other.ReadAllAsync()).Members);
        await other.DeleteMembershipTableEntriesAsync("other");
        Assert.Single((await one.ReadAllAsync()).Members);
    }

    private async Task<IMembershipTable> OpenAsync(string session = "", params (string, string)[] settings)
    {
        var node = new TestNode(_database.Runtime + session, settings);
        _nodes.Add(node);
        await node.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true);
        return node.Membership;
    }

    private static async Task<bool[]> AllAsync(int racers, Func<int, Task<bool>> change)
    {
        var results = new bool[racers];
        var failures = await Race.RunAsync(racers, async racer => results[racer] = await change(racer));
        Assert.All(failures, Assert.Null);
        return results;
    }

    private static MembershipEntry Entry(int port, SiloStatus status = SiloStatus.Joining, DateTime? alive = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1),
        SiloName = $"silo-{port}",
        HostName = "host",
        Status = status,
        ProxyPort = 30000,
        StartTime = alive ?? new DateTime(2026, 2, 28, 23, 59, 59, 123, DateTimeKind.Utc),
        IAmAliveTime = alive ?? new DateTime(2026, 3, 1, 0, 0, 1, 456, DateTimeKind.Utc),
    };
}
