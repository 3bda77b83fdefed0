using System.Net;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Keys;

/// <summary>Somebody who follows links in a browser, which sends no header with them.</summary>
public sealed class BrowserKeyTests(KeyedGateway gateway) : IClassFixture<KeyedGateway>, IDisposable
{
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() })
    {
        BaseAddress = gateway.Host.Address,
        DefaultRequestHeaders = { { "Accept", "text/html,*/*;q=0.8" } },
    };

    public void Dispose() => _browser.Dispose();

    [Theory]
    [InlineData("/docs/")]
    [InlineData("/metrics")]
    public async Task A_page_asks_once_and_then_opens(string page)
    {
        using var asked = await _browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Contains("action=\"/key\"", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var taken = await SendKeyAsync(KeyedGateway.Other, page);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal(page, taken.Headers.Location!.OriginalString);
        var cookie = taken.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyedGateway.Other, cookie, StringComparison.Ordinal);

        using var opened = await _browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/voices")]
    [InlineData("GET", "/api/tts?text=%E4%BD%A0%E5%A5%BD")]
    [InlineData("POST", "/api/tts?text=%E4%BD%A0%E5%A5%BD")]
    [InlineData("POST", "/docs")]
    public async Task What_the_browser_remembers_opens_nothing_of_the_API(string method, string path)
    {
        using var taken = await SendKeyAsync(KeyedGateway.One, "/docs");
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);

        using var response = await _browser.SendAsync(new(new(method), path));

        await Problems.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "API key");
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_wrong_key_is_asked_for_again(string key)
    {
        using var response = await SendKeyAsync(key, "/docs");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("not known", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/docs")]
    [InlineData("//elsewhere.example/docs")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/docs\r\nX-Evil: 1")]
    [InlineData("/api/tts?text=x")]
    [InlineData("")]
    public async Task The_form_leads_nowhere_else(string to)
    {
        using var response = await SendKeyAsync(KeyedGateway.One, to);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/docs", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(KeyedGateway.One)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_made_up_cookie_opens_nothing(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("Cookie", $"tts-key={value}");

        using var response = await gateway.Host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Programs_are_answered_with_a_problem()
    {
        using var response = await gateway.Host.Client.GetAsync("/docs");

        await Problems.AssertProblemAsync(response, HttpStatusCode.Unauthorized, "API key");
    }

    private Task<HttpResponseMessage> SendKeyAsync(string key, string to) =>
        _browser.PostAsync("/key", new FormUrlEncodedContent([new("key", key), new("to", to)]));
}
