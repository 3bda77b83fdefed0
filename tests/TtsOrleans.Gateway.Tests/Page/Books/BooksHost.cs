using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page.Books;

/// <summary>A gateway whose jobs are rendered when a test says so.</summary>
public sealed class BooksHost : IAsyncLifetime
{
    internal JobGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null)
        {
            Gateway = await JobGateway.StartAsync();
        }
    }

    /// <summary>An empty shelf.</summary>
    internal async Task<JobGateway> EmptyAsync()
    {
        foreach (var job in Gateway.Jobs.All)
        {
            await job.Cancel();
        }

        return Gateway;
    }

    public async Task DisposeAsync()
    {
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
        }
    }
}

/// <summary>Binds the gateway to the tests of the books.</summary>
[CollectionDefinition(Name)]
public sealed class BooksUsers : ICollectionFixture<PageHost>, ICollectionFixture<BooksHost>
{
    public const string Name = "books page";
}
