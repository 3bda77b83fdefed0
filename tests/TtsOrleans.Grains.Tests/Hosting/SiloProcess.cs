using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>The silo's executable as a process of its own, on ports of its own.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;

    public SiloProcess(string folder, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TtsOrleans.Silo.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, $"--Storage:Path={folder}", .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public bool HasExited => _process.HasExited;

    /// <summary>How it ended, and what it said of it.</summary>
    public async Task<(int ExitCode, string Errors, string Output)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _errors, await _output);
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
