using System.Globalization;
using System.Net.Http.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Processes;

/// <summary>What becomes of a cluster whose database, or one of whose silos, dies.</summary>
public sealed class OutageTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly ClusterShape s_shape = new() { Gateways = 1, Supervised = false };

    [PostgresFact]
    public async Task Speech_goes_on_without_the_database_and_is_stored_again_when_it_is_back()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var cluster = await ClusterProcesses.StartAsync(s_shape with { Silos = 2, SiloSettings = ["--Archive:Pause=00:00:01"] }, database);
        using var client = ClusterClient.Of(cluster);
        var before = await client.SpeakAsync("数据库还在的时候说的话。");
        await client.UntilAsync("it is stored", async () => await StoredAsync() > 0);
        var silos = await database.AskAsync<string>("SELECT string_agg(generation::text, ',' ORDER BY port) FROM cluster_silo WHERE status = 3");

        await server.StopAsync("immediate");
        for (var sentence = 1; sentence <= 3; sentence++)
        {
            Assert.NotEmpty(await client.SpeakAsync($"数据库不在了，这是第{sentence}句。"));
        }

        Assert.Equal(before, await client.SpeakAsync("数据库还在的时候说的话。"));

        await server.StartAsync();
        var stored = await StoredAsync();
        var attempt = 0;
        await client.UntilAsync("speech is stored again", async () =>
        {
            await client.SpeakAsync($"数据库又回来了，第{attempt++}次。");
            return await StoredAsync() > stored;
        });
        Assert.InRange(attempt, 1, 100);

        // The same silos as before, and they give signs of life again.
        var now = await database.AskAsync<DateTime>("SELECT now()");
        await client.UntilAsync("all silos give signs of life", () => database.AskAsync<bool>(
            $"SELECT bool_and(alive_at > '{now.ToString("O", CultureInfo.InvariantCulture)}') FROM cluster_silo WHERE status = 3"));
        Assert.Equal(silos, await database.AskAsync<string>("SELECT string_agg(generation::text, ',' ORDER BY port) FROM cluster_silo WHERE status = 3"));
        Assert.Equal(["silo1", "silo2"], (await cluster.SeenByAsync(cluster.Gateways[0])).Order());

        Task<long> StoredAsync() => database.AskAsync<long>("SELECT count(*) FROM stored_audio");
    }

    [PostgresFact]
    public async Task Audio_outlives_all_silos_and_a_killed_silo_is_replaced_by_the_one_at_its_port()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);

        // The first read of a process is not to be given up on a slow machine.
        string[] settings = [$"--Cluster:SiloPort={Ports.Free()}", $"--Cluster:GatewayPort={Ports.Free()}", "--Archive:ReadBudget=00:00:10"];
        await using var cluster = await ClusterProcesses.StartAsync(s_shape with { Silos = 1, SiloSettings = settings }, database);
        using var client = ClusterClient.Of(cluster);
        const string Text = "说过一次的话。";
        var (audio, _) = await SpeakAsync();
        await client.UntilAsync("the audio is stored", async () => await database.AskAsync<long>("SELECT count(*) FROM stored_audio WHERE octet_length(payload) > 10000") == 1);

        await cluster.Silos[0].KillAsync(forGood: true);
        cluster.AddSilo();

        await client.UntilAsync("the new silo has taken the old one's place", () => database.AskAsync<bool>("SELECT array_agg(status ORDER BY generation) = ARRAY[6, 3] FROM cluster_silo"));
        await client.UntilAsync("the gateway sees the new silo alone", async () => (await cluster.SeenByAsync(cluster.Gateways[0])).SequenceEqual(["silo2"]));
        var (again, hit) = await SpeakAsync();
        Assert.Equal("hit", hit);
        Assert.Equal(audio, again);

        async Task<(byte[], string)> SpeakAsync()
        {
            using var response = await client.PostAsJsonAsync("/api/tts", new { text = Text });
            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{cluster.Output}");
            return (await response.Content.ReadAsByteArrayAsync(), response.Headers.GetValues("X-Cache").Single());
        }
    }
}
