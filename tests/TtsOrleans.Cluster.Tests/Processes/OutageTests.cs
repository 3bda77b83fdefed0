using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Processes;

/// <summary>What becomes of a cluster whose database, or one of whose silos, dies.</summary>
public sealed class OutageTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Speech_goes_on_without_the_database_and_is_stored_again_when_it_is_back()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var cluster = await ClusterProcesses.StartAsync(database.Runtime, 2, "--Archive:Pause=00:00:01");
        var before = await cluster.SpeakAsync("数据库还在的时候说的话。");
        await UntilAsync(cluster, async () => await StoredAsync() > 0);
        var silos = await database.AskAsync<string>("SELECT string_agg(generation::text, ',' ORDER BY port) FROM cluster_silo WHERE status = 3");

        await server.StopAsync("immediate");
        for (var sentence = 1; sentence <= 3; sentence++)
        {
            Assert.NotEmpty(await cluster.SpeakAsync($"数据库不在了，这是第{sentence}句。"));
        }

        Assert.Equal(before, await cluster.SpeakAsync("数据库还在的时候说的话。"));

        await server.StartAsync();
        var stored = await StoredAsync();
        for (var attempt = 0; attempt < 100 && await StoredAsync() == stored; attempt++)
        {
            await cluster.SpeakAsync($"数据库又回来了，第{attempt}次。");
            await Task.Delay(100);
        }

        Assert.True(await StoredAsync() > stored, cluster.Output);

        // The same silos as before, and they give signs of life again.
        var now = await database.AskAsync<DateTime>("SELECT now()");
        await UntilAsync(cluster, () => database.AskAsync<bool>(
            $"SELECT bool_and(alive_at > '{now.ToString("O", CultureInfo.InvariantCulture)}') FROM cluster_silo WHERE status = 3"));
        Assert.Equal(silos, await database.AskAsync<string>("SELECT string_agg(generation::text, ',' ORDER BY port) FROM cluster_silo WHERE status = 3"));
        Assert.Equal(["silo-1", "silo-2"], await cluster.NodesAsync());

        Task<long> StoredAsync() => database.AskAsync<long>("SELECT count(*) FROM stored_audio");
    }

    [PostgresFact]
    public async Task Audio_outlives_all_silos_and_a_killed_silo_is_replaced_by_the_one_at_its_port()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var cluster = await ClusterProcesses.StartAsync(database.Runtime, 0);
        string[] ports = [$"--Cluster:SiloPort={ChildProcess.FreePort()}", $"--Cluster:GatewayPort={ChildProcess.FreePort()}"];
        var first = cluster.StartSilo(ports);
        await cluster.WaitForNodesAsync(1);
        const string Text = "说过一次的话。";
        var (audio, _) = await SpeakAsync();
        await UntilAsync(cluster, async () => await database.AskAsync<long>("SELECT count(*) FROM stored_audio WHERE octet_length(payload) > 10000") == 1);

        await first.SignalAsync("KILL");
        await first.WaitForExitAsync();
        cluster.StartSilo(ports);

        await UntilAsync(cluster, () => database.AskAsync<bool>("SELECT array_agg(status ORDER BY generation) = ARRAY[6, 3] FROM cluster_silo"));
        await UntilAsync(cluster, async () => (await cluster.NodesAsync()).SequenceEqual(["silo-2"]));
        var (again, hit) = await SpeakAsync();
        Assert.Equal("hit", hit);
        Assert.Equal(audio, again);

        async Task<(byte[], string)> SpeakAsync()
        {
            using var response = await cluster.Client.PostAsJsonAsync("/api/tts", new { text = Text });
            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{cluster.Output}");
            return (await response.Content.ReadAsByteArrayAsync(), response.Headers.GetValues("X-Cache").Single());
        }
    }

    // Other processes' states can only be asked after.
    private static async Task UntilAsync(ClusterProcesses cluster, Func<Task<bool>> reached)
    {
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if (await reached())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"It never came about:\n{cluster.Output}");
    }
}
