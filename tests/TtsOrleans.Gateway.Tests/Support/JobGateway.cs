using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>A gateway whose jobs are a test's.</summary>
internal sealed class JobGateway(GatewayHost host, FakeJobs jobs) : IAsyncDisposable
{
    public GatewayHost Host => host;

    public HttpClient Client => host.Client;

    public FakeJobs Jobs => jobs;

    public static async Task<JobGateway> StartAsync(params (string Key, string Value)[] settings)
    {
        var jobs = new FakeJobs();
        return new(await GatewayHost.StartAsync(jobs.Replace, settings), jobs);
    }

    /// <summary>Orders a job, and gives it as the grain has it.</summary>
    public async Task<FakeJob> OrderAsync(object body)
    {
        using var response = await Client.PostAsJsonAsync("/api/jobs", body);
        return await OrderedAsync(response);
    }

    /// <summary>Orders a job by a file.</summary>
    public async Task<FakeJob> UploadAsync(string name, byte[] file, params (string Name, string Value)[] fields)
    {
        using var response = await SendFileAsync(name, file, fields);
        return await OrderedAsync(response);
    }

    public async Task<HttpResponseMessage> SendFileAsync(string name, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value, Encoding.UTF8), field);
        }

        return await Client.PostAsync("/api/jobs", form);
    }

    public async Task<JsonElement> GetAsync(string address)
    {
        using var response = await Client.GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<FakeJob> OrderedAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        Assert.Equal($"/api/jobs/{id}", response.Headers.Location?.OriginalString);
        return jobs.Job(id);
    }
}

/// <summary>One gateway with default settings for all tests whose jobs are their own.</summary>
public sealed class SharedJobs : IAsyncLifetime
{
    public const string Name = "jobs";

    internal JobGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync() => Gateway = await JobGateway.StartAsync();

    public async Task DisposeAsync() => await Gateway.DisposeAsync();
}

/// <summary>Binds the shared gateway to its tests.</summary>
[CollectionDefinition(SharedJobs.Name)]
public sealed class SharedJobsUsers : ICollectionFixture<SharedJobs>;
