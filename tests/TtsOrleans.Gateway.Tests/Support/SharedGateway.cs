namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>One gateway with default settings for all tests that leave it as it is.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    public const string Name = "gateway";

    public GatewayHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await (Host?.DisposeAsync() ?? default);
}

/// <summary>Binds the shared gateway to its tests.</summary>
[CollectionDefinition(SharedGateway.Name)]
public sealed class SharedGatewayUsers : ICollectionFixture<SharedGateway>;
