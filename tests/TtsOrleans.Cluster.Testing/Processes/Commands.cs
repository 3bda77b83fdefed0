using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>Programs of the machine, run to their end.</summary>
public static class Commands
{
    /// <summary>Runs a program that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        // No pipes: a server inherits those of the program that starts it, and would hold them open. What is said belongs beside the result.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >&2", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Runs a program whose failure is an answer.</summary>
    public static async Task<bool> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardError = true, RedirectStandardOutput = true })!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    /// <summary>A port that was free a moment ago, outside the range that the machine gives to outgoing connections.</summary>
    public static int FreePort()
    {
        for (var port = Random.Shared.Next(20_000, 32_000); ; port++)
        {
            try
            {
                using var probe = new TcpListener(IPAddress.Any, port);
                probe.Start();
                return port;
            }
            catch (SocketException) when (port < 32_700)
            {
                // Taken.
            }
        }
    }
}
