using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Requests;

[Collection(SharedGateway.Name)]
public sealed class RequestIdTests(SharedGateway gateway)
{
    [Theory]
    [InlineData("a")]
    [InlineData("order-17_b.2:x")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_clients_own_name_for_a_request_is_kept(string id) => Assert.Equal(id, await AskAsync("/api/voices", id));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a/b")]
    [InlineData("{\"a\":1}")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task What_is_no_name_is_replaced(string id) => Assert.Matches("^[0-9a-f]{32}$", await AskAsync("/api/voices", id));

    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/api/nothing")]
    [InlineData("/api/tts")]
    public async Task Every_answer_tells_it(string path) => Assert.Equal("one", await AskAsync(path, "one"));

    [Fact]
    public async Task Each_request_gets_a_name_of_its_own() =>
        Assert.NotEqual(await AskAsync("/api/voices", null), await AskAsync("/api/voices", null));

    private async Task<string> AskAsync(string path, string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", id);
        }

        using var response = await gateway.Host.Client.SendAsync(request);
        return response.Headers.GetValues("X-Request-Id").Single();
    }
}
