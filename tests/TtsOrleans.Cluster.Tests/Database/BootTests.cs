using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Messaging;
using Orleans.Storage;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Which queries Orleans wants to find, and that a start without one of them does not go unnoticed.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class BootTests(PostgresServer server)
{
    private static readonly string[] Membership =
    [
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey",
        "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
    ];

    private static readonly string[] Reminders =
    [
        "ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "UpsertReminderRowKey",
        "DeleteReminderRowKey", "DeleteReminderRowsKey",
    ];

    private static readonly string[] Storage = ["WriteToStorageKey", "ReadFromStorageKey", "ClearStorageKey", "DeleteStorageKey"];

    [PostgresFact]
    public async Task Silos_refuse_to_start_without_any_one_of_the_membership_queries()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        foreach (var key in Membership)
        {
            var failure = await WithoutAsync(database, key, node => node.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true));
            Assert.Contains(key, Assert.IsType<ArgumentException>(failure).Message, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task Silos_refuse_to_start_without_any_one_of_the_reminder_queries()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        foreach (var key in Reminders)
        {
            var failure = await WithoutAsync(database, key, node => node.Reminders.StartAsync());
            Assert.Contains(key, Assert.IsType<ArgumentException>(failure).Message, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task Storage_refuses_to_open_without_any_one_of_its_queries()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        foreach (var key in Storage)
        {
            var failure = await WithoutAsync(database, key, node => ReadAsync(node.OpenStorage()));
            Assert.True(failure is InvalidOperationException or ArgumentException, $"{key}: {failure}");
        }
    }

    [PostgresFact]
    public async Task All_open_with_the_queries_of_the_schema()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        using var node = new TestNode(database.Runtime);

        await node.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true);
        await node.Reminders.StartAsync();
        await ReadAsync(node.OpenStorage());

        string[] all = [.. Membership, .. Reminders, .. Storage, "CleanupDefunctSiloEntryKey"];
        Assert.Equal(all.Length, await database.AskAsync<long>("SELECT count(*) FROM orleansquery"));
    }

    [PostgresFact]
    public async Task A_client_finds_active_silos_that_take_clients_and_no_others()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await database.ExecuteAsync(
            """
            INSERT INTO cluster_silo
            SELECT 'tts', '127.0.0.1', port, 1, 'silo', 'host', status, client_port, NULL, now(), now()
            FROM (VALUES (1, 3, 30001), (2, 3, 0), (3, 2, 30003), (4, 6, 30004)) AS silo (port, status, client_port);
            """);
        using var host = TestClient.Build(database.Runtime);
        var gateways = host.Services.GetRequiredService<IGatewayListProvider>();

        await gateways.InitializeGatewayListProviderAsync();

        Assert.Equal("gwy.tcp://127.0.0.1:30001/1", Assert.Single(await gateways.GetGatewaysAsync()).ToString());
        Assert.Equal(TimeSpan.FromSeconds(5), gateways.MaxStaleness);
    }

    private static async Task<Exception?> WithoutAsync(TestDatabase database, string key, Func<TestNode, Task> boot)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner + ";Pooling=false");
        await using (var hide = owner.CreateCommand($"UPDATE orleansquery SET querykey = 'hidden' WHERE querykey = '{key}'"))
        {
            Assert.Equal(1, await hide.ExecuteNonQueryAsync());
        }

        using var node = new TestNode(database.Runtime);
        var failure = await Record.ExceptionAsync(() => boot(node));
        await using var restore = owner.CreateCommand($"UPDATE orleansquery SET querykey = '{key}' WHERE querykey = 'hidden'");
        await restore.ExecuteNonQueryAsync();
        return failure;
    }

    private static Task ReadAsync(IGrainStorage storage) =>
        storage.ReadStateAsync("proof", GrainId.Create("proof", "proof-none"), new GrainState<List<int>>());
}
