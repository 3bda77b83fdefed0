namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>
/// A network namespace for each silo, all on one bridge of this machine. Silos can be cut off from each other while all still reach the
/// database and the gateways, or from everything.
/// </summary>
public sealed class SiloNetworks(int silos) : IAsyncDisposable
{
    private readonly int _subnet = Random.Shared.Next(1, 255);
    private readonly string _tag = $"tts{Random.Shared.Next(0x1000, 0xffff):x}";

    /// <summary>Where the silos reach this machine.</summary>
    public string HostAddress => $"10.99.{_subnet}.1";

    private string Bridge => $"{_tag}b";

    /// <summary>Whether this machine allows it.</summary>
    public static async Task<bool> AllowedAsync()
    {
        await using var probe = new SiloNetworks(1);
        try
        {
            return Environment.UserName == "root" && File.Exists("/usr/sbin/bridge") && await probe.TryCreateAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program
        }
    }

    /// <summary>Address of silo 1, 2, ….</summary>
    public string AddressOf(int silo) => $"10.99.{_subnet}.{silo + 1}";

    /// <summary>What starts a program inside a silo's namespace.</summary>
    public string[] Enter(int silo) => ["ip", "netns", "exec", Namespace(silo)];

    /// <summary>Creates bridge and namespaces.</summary>
    public async Task CreateAsync()
    {
        if (!await TryCreateAsync())
        {
            throw new InvalidOperationException("This machine allows no network namespaces.");
        }
    }

    /// <summary>Nothing passes between the silos given; everything passes between them and all others.</summary>
    public Task PartAsync(params int[] parted) => IsolateAsync("on", parted);

    /// <summary>Undoes <see cref="PartAsync"/>.</summary>
    public Task JoinAsync(params int[] parted) => IsolateAsync("off", parted);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (var silo = 1; silo <= silos; silo++)
        {
            await Commands.TryAsync("ip", "netns", "delete", Namespace(silo));
        }

        await Commands.TryAsync("ip", "link", "delete", Bridge);
    }

    private string Namespace(int silo) => $"{_tag}n{silo}";

    private string Port(int silo) => $"{_tag}p{silo}";

    private async Task IsolateAsync(string state, int[] parted)
    {
        foreach (var silo in parted)
        {
            await Commands.RunAsync("bridge", "link", "set", "dev", Port(silo), "isolated", state);
        }
    }

    private async Task<bool> TryCreateAsync()
    {
        if (!await Commands.TryAsync("ip", "link", "add", Bridge, "type", "bridge")
            || !await Commands.TryAsync("ip", "address", "add", $"{HostAddress}/24", "dev", Bridge)
            || !await Commands.TryAsync("ip", "link", "set", Bridge, "up"))
        {
            return false;
        }

        for (var silo = 1; silo <= silos; silo++)
        {
            if (!await Commands.TryAsync("ip", "netns", "add", Namespace(silo))
                || !await Commands.TryAsync("ip", "link", "add", Port(silo), "type", "veth", "peer", "name", "eth0", "netns", Namespace(silo))
                || !await Commands.TryAsync("ip", "link", "set", Port(silo), "master", Bridge, "up")
                || !await Commands.TryAsync("ip", "-n", Namespace(silo), "address", "add", $"{AddressOf(silo)}/24", "dev", "eth0")
                || !await Commands.TryAsync("ip", "-n", Namespace(silo), "link", "set", "eth0", "up")
                || !await Commands.TryAsync("ip", "-n", Namespace(silo), "link", "set", "lo", "up"))
            {
                return false;
            }
        }

        return true;
    }
}
