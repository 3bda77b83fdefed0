using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Hosting;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>A client of the product's cluster mode in this process; started only by those who need it.</summary>
internal static class TestClient
{
    public static IHost Build(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Cluster:Mode", "Postgres"), new("Cluster:ConnectionString", connectionString)]);
        builder.AddTtsClient();
        return builder.Build();
    }
}
