using System.Net.Http.Json;
using System.Text.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Rendering;

/// <summary>A job in the real voice on silos of their own, and what it survives.</summary>
public sealed class JobSurvivalTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int Paragraphs = 30;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    // A hundred characters, and a number that makes each paragraph its own.
    private const string Paragraph = "第{0}天，天气真好，我们一起去公园散步吧。路边的花都开了，红的、黄的、紫的，非常漂亮。孩子们在草地上跑来跑去，笑声传得很远。爷爷坐在长椅上看报纸，奶奶在旁边织毛衣，大家都觉得这是一个难忘的下午！\n";

    [PostgresFact]
    public async Task Kill_of_its_silo_and_restart_of_the_database_cost_no_stored_sentence()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var cluster = await ClusterProcesses.StartAsync(new() { Silos = 2, Gateways = 1, Supervised = false }, database);
        using var client = ClusterClient.Of(cluster);
        var text = string.Concat(Enumerable.Range(1, Paragraphs).Select(day => Paragraph.Replace("{0}", $"{day}", StringComparison.Ordinal)));
        Assert.InRange(text.Length, 2_900, 3_300);
        using var answer = await client.PostAsJsonAsync("/api/jobs", new { title = "公园", text, format = "wav" });
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}\n{cluster.Output}");
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        await WaitAsync(cluster, "some sentences are stored", async () => await StoredAsync(database) >= 10);
        var runner = Assert.Single(cluster.Silos, silo => silo.Output.Contains($"Render job {id} runs here", StringComparison.Ordinal));
        await runner.KillAsync(forGood: true);
        var before = await RowsAsync(database);

        await WaitAsync(cluster, "the other silo goes on", async () => await StoredAsync(database) >= before.Count + 5);
        await server.StopAsync("immediate");
        await server.StartAsync();

        await WaitAsync(cluster, "the job is done", async () =>
            (await client.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}")).GetProperty("state").GetString() == "done");
        var after = await RowsAsync(database);
        Assert.Equal(before, after.Where(row => before.ContainsKey(row.Key)).ToDictionary());
        Assert.Equal(after.Count, await database.AskAsync<long>("SELECT sum(sentences) FROM tts_job_chapter"));
        Assert.Equal(text.Length, await database.AskAsync<long>("SELECT sum(length) FROM tts_job_sentence"));
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM tts_job_sentence WHERE octet_length(pcm) <> samples * 2"));
    }

    private static Task<long> StoredAsync(TestDatabase database) => database.AskAsync<long>("SELECT count(*) FROM tts_job_sentence");

    /// <summary>Each stored sentence, and the transaction that wrote it.</summary>
    private static async Task<Dictionary<string, string>> RowsAsync(TestDatabase database)
    {
        var rows = await database.AskAsync<string>("SELECT coalesce(json_object_agg(chapter || '/' || start, xmin::text), '{}')::text FROM tts_job_sentence");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(rows)!;
    }

    private static Task WaitAsync(ClusterProcesses cluster, string what, Func<Task<bool>> holds) => Asking.UntilAsync(what, holds, s_patience, () => cluster.Output);
}
