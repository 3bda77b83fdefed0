using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Reminders on the ring of hashes, and what their versions guard.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class ReminderTests(PostgresServer server)
{
    private const int Count = 1000;

    [PostgresFact]
    public async Task Any_arc_of_the_ring_has_the_reminders_that_lie_on_it()
    {
        using var node = await OpenAsync("");
        var table = node.Reminders;
        var ids = Enumerable.Range(0, Count).Select(index => GrainId.Create("job", $"job-{index}")).ToList();
        foreach (var id in ids)
        {
            await table.UpsertRow(Entry(id));
        }

        var random = new Random(20260301);
        uint[] marks = [0, 1, int.MaxValue, 0x8000_0000, 0x8000_0001, uint.MaxValue - 1, uint.MaxValue];
        var arcs = Enumerable.Range(0, 100).Select(_ => (Begin: (uint)random.NextInt64(1L << 32), End: (uint)random.NextInt64(1L << 32)))
            .Concat(from begin in marks from end in marks select (Begin: begin, End: end))
            .ToList();
        foreach (var (begin, end) in arcs)
        {
            var expected = ids.Where(id => On(id.GetUniformHashCode(), begin, end)).Order();
            Assert.Equal(expected, (await table.ReadRows(begin, end)).Reminders.Select(reminder => reminder.GrainId).Order());
        }

        // Neighbouring arcs are the whole ring, each reminder once.
        var cuts = marks.Order().ToList();
        var parts = await Task.WhenAll(cuts.Select((begin, index) => table.ReadRows(begin, cuts[(index + 1) % cuts.Count])));
        Assert.Equal(ids.Order(), parts.SelectMany(part => part.Reminders).Select(reminder => reminder.GrainId).Order());

        // Whole when both ends are one; otherwise begin is left out and end belongs to it.
        static bool On(uint hash, uint begin, uint end) =>
            begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    }

    [PostgresTheory]
    [MemberData(nameof(Sessions.All), MemberType = typeof(Sessions))]
    public async Task A_reminder_comes_back_as_it_was_however_long_its_period(string session)
    {
        using var node = await OpenAsync(session);
        var entry = Entry(GrainId.Create("job", "job-1"));
        entry.Period = TimeSpan.FromDays(40);
        var etag = await node.Reminders.UpsertRow(entry);

        var read = await node.Reminders.ReadRow(entry.GrainId, entry.ReminderName);

        Assert.Equal((entry.GrainId, entry.StartAt, entry.Period, etag), (read!.GrainId, read.StartAt, read.Period, read.ETag));
        Assert.Single((await node.Reminders.ReadRows(entry.GrainId)).Reminders);
        Assert.Null(await node.Reminders.ReadRow(entry.GrainId, "other"));
    }

    [PostgresFact]
    public async Task Only_who_knows_the_version_removes_and_a_reminder_born_again_has_another()
    {
        using var node = await OpenAsync("");
        var table = node.Reminders;
        var entry = Entry(GrainId.Create("job", "job-1"));
        var first = (await table.UpsertRow(entry))!;
        var second = (await table.UpsertRow(entry))!;

        Assert.False(await table.RemoveRow(entry.GrainId, entry.ReminderName, first));
        Assert.True(await table.RemoveRow(entry.GrainId, entry.ReminderName, second));
        Assert.False(await table.RemoveRow(entry.GrainId, entry.ReminderName, second));

        var third = (await table.UpsertRow(entry))!;
        Assert.False(await table.RemoveRow(entry.GrainId, entry.ReminderName, second));
        Assert.True(await table.RemoveRow(entry.GrainId, entry.ReminderName, third));
    }

    private async Task<TestNode> OpenAsync(string session)
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        var node = new TestNode(database.Runtime + session);
        await node.Reminders.StartAsync();
        return node;
    }

    private static ReminderEntry Entry(GrainId id) => new()
    {
        GrainId = id,
        ReminderName = "revive",
        StartAt = new DateTime(2026, 3, 1, 23, 30, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(1),
    };
}
