using System.Net;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Keys;

/// <summary>A gateway that asks for keys.</summary>
public sealed class KeyedGateway : IAsyncLifetime
{
    public const string One = "first-key-0123456789";
    public const string Other = "second-key-0123456789";

    public GatewayHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await GatewayHost.StartAsync(("Api:Keys:0", One), ("Api:Keys:1", Other));

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

public sealed class ApiKeyTests(KeyedGateway gateway) : IClassFixture<KeyedGateway>
{
    public static TheoryData<string, string> Guarded => new()
    {
        { "GET", "/api/tts?text=%E4%BD%A0%E5%A5%BD" },
        { "POST", "/api/tts?text=%E4%BD%A0%E5%A5%BD" },
        { "POST", "/api/phonemize?text=%E4%BD%A0%E5%A5%BD" },
        { "GET", "/api/voices" },
        { "GET", "/api/cluster" },
        { "GET", "/metrics" },
        { "GET", "/docs" },
        { "GET", "/openapi/v1.json" },
    };

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Without_a_key_nothing_is_had(string method, string path)
    {
        using var response = await gateway.Host.Client.SendAsync(new(new(method), path));

        await Problems.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "API key");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task With_a_key_everything_is_had(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("X-API-Key", KeyedGateway.Other);

        using var response = await gateway.Host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + KeyedGateway.One, HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer  " + KeyedGateway.Other, HttpStatusCode.OK)]
    [InlineData("X-API-Key", KeyedGateway.One, HttpStatusCode.OK)]
    [InlineData("x-api-key", " " + KeyedGateway.One + " ", HttpStatusCode.OK)]
    [InlineData("Authorization", KeyedGateway.One, HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic " + KeyedGateway.One, HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "first-key-012345678", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", "FIRST-KEY-0123456789", HttpStatusCode.Unauthorized)]
    [InlineData("X-API-Key", KeyedGateway.One + "," + KeyedGateway.Other, HttpStatusCode.Unauthorized)]
    public async Task A_key_opens_exactly(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/voices");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await gateway.Host.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    [InlineData("/index.html")]
    public async Task Health_and_the_page_are_open(string path)
    {
        using var response = await gateway.Host.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_tells_nothing_without_a_key()
    {
        using var response = await gateway.Host.Client.GetAsync("/api/nothing");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
