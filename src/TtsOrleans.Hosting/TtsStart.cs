using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TtsOrleans.Hosting.StartUp;

namespace TtsOrleans.Hosting;

/// <summary>How a process of TtsOrleans begins: with defaults below everything that configures, and a sentence if it cannot start.</summary>
public static class TtsStart
{
    /// <summary>Quiet about what works; <c>Logging:LogLevel</c> overrides it.</summary>
    private static readonly (string Key, string Value)[] LogLevels =
    [
        ("Logging:LogLevel:Default", "Information"),
        ("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
        ("Logging:LogLevel:Orleans", "Warning"),
        ("Logging:LogLevel:Npgsql", "Warning"),

        // Its errors are also thrown, and told below in a sentence, or critical and told again.
        ("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Critical"),

        // What fails there is thrown as well: a start is told below, storage by whoever asked it.
        ("Logging:LogLevel:Orleans.Storage.AdoNetGrainStorage", "Critical"),
        ("Logging:LogLevel:Orleans.Runtime.Silo", "Critical"),
        ("Logging:LogLevel:Orleans.Runtime.SiloLifecycleSubject", "Critical"),

        // It tells each attempt with a stack trace; who asked for the connection tells what comes of it.
        ("Logging:LogLevel:Orleans.Runtime.Messaging.ConnectionManager", "Error"),

        // At its first look it takes the machine's uptime for a standstill.
        ("Logging:LogLevel:Orleans.Runtime.Watchdog", "Error"),
        ("Logging:LogLevel:Polly", "Warning"),
    ];

    /// <summary><c>Logging:Console:FormatterName=json</c> is asked for by machines: they want the request's id and a time.</summary>
    private static readonly (string Key, string Value)[] JsonLogs =
    [
        ("Logging:Console:FormatterOptions:IncludeScopes", "true"),
        ("Logging:Console:FormatterOptions:UseUtcTimestamp", "true"),
        ("Logging:Console:FormatterOptions:TimestampFormat", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
    ];

    /// <summary>A builder whose files lie beside the executable, wherever it is started from.</summary>
    /// <param name="args">Command line; <c>--Section:Key=value</c> sets an option.</param>
    /// <param name="defaults">Settings that files, environment and command line override.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, params (string Key, string Value)[] defaults)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var logs = builder.Configuration["Logging:Console:FormatterName"] == "json" ? LogLevels.Concat(JsonLogs) : LogLevels;
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [.. logs.Concat(defaults).Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))],
        });
        builder.Services.AddSingleton<IStartCheck, UrlsAreFree>();
        return builder;
    }

    /// <summary>Runs <paramref name="app"/> until it is told to stop.</summary>
    /// <returns>Exit code: 0 after an orderly stop, 1 if the start failed for a reason that its user can mend, 2 if for a fault of the program.</returns>
    public static async Task<int> RunTtsAsync(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                app.Services.GetService<IStartupValidator>()?.Validate();
                if (app.Services.GetServices<IStartCheck>().SelectMany(check => check.Find()).ToList() is { Count: > 0 } problems)
                {
                    return Refuse(problems);
                }

                await app.StartAsync();
            }
            catch (Exception exception) when (app.Lifetime.ApplicationStopping.IsCancellationRequested && StartFailure.IsCancellation(exception))
            {
                return 0;
            }
            catch (Exception exception)
            {
                // Tells what has started already that its end is no fault.
                app.Lifetime.StopApplication();
                return StartFailure.Explain(exception) is { Count: > 0 } reasons ? Refuse(reasons) : Confess(exception);
            }

            await app.WaitForShutdownAsync();
            return 0;
        }
    }

    private static int Refuse(IEnumerable<string> reasons)
    {
        foreach (var reason in reasons.Distinct(StringComparer.Ordinal))
        {
            Console.Error.WriteLine($"Cannot start: {reason}");
        }

        return 1;
    }

    /// <summary>Nobody but who writes the program can mend it, and needs to know where it was.</summary>
    private static int Confess(Exception fault)
    {
        Console.Error.WriteLine($"Cannot start, by a fault of the program: {fault}");
        return 2;
    }
}
