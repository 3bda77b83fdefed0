using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>The product's own Program in embedded mode with the real voice, on a real socket at a free port.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<ApiOptions> _factory;

    private GatewayHost(WebApplicationFactory<ApiOptions> factory, Uri address)
    {
        _factory = factory;
        Address = address;
        Client = Connect();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client without time limit on its own connections.</summary>
    public HttpClient Client { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts with settings as of the command line; storage is in memory unless set.</summary>
    public static async Task<GatewayHost> StartAsync(params (string Key, string Value)[] settings) => await StartAsync(_ => { }, settings);

    /// <summary>Starts with services replaced.</summary>
    public static async Task<GatewayHost> StartAsync(Action<IServiceCollection> services, params (string Key, string Value)[] settings)
    {
        var factory = new Factory(services, settings);
        factory.UseKestrel(0);
        try
        {
            await Task.Run(factory.StartServer);
        }
        catch (ObjectDisposedException ended)
        {
            // To the factory a program that ends has started.
            throw new InvalidOperationException("The gateway did not start; standard error says why.", ended);
        }

        var address = factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(factory, new Uri(address));
    }

    /// <summary>Another client.</summary>
    public HttpClient Connect() => new(new SocketsHttpHandler()) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Posts JSON to <c>/api/tts</c>.</summary>
    public Task<HttpResponseMessage> SpeakAsync(object body) => Client.PostAsJsonAsync("/api/tts", body);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
    }

    internal static void Replace(IServiceCollection services, FakeRouter router) => services.AddSingleton<SpeechRouters>(router.At);

    private sealed class Factory(Action<IServiceCollection> services, (string Key, string Value)[] settings) : WebApplicationFactory<ApiOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(AppContext.BaseDirectory);
            builder.UseEnvironment("Production");
            builder.UseSetting("Storage:Enabled", "false");

            // The server is given its port, but the start also asks whether that of the settings is free, which is every gateway's own.
            builder.UseUrls("http://127.0.0.1:0");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(services);
        }
    }
}
