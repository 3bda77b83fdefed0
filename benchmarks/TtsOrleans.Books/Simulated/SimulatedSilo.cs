using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains.Rehearsing;
using TtsOrleans.Hosting;
using TtsOrleans.Scaling;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Books.Simulated;

/// <summary>What TtsOrleans.Silo is, speaking in the simulated voice: a process that can be killed.</summary>
internal static class SimulatedSilo
{
    /// <summary>Program and arguments of such a process; a silo's settings may follow.</summary>
    /// <param name="notes">Folder where it notes each piece that it begins.</param>
    /// <param name="voice">Folder of the voice.</param>
    /// <param name="piece">What a piece takes.</param>
    /// <param name="audio">Length of its audio.</param>
    public static string[] Command(string notes, string voice, TimeSpan piece, TimeSpan audio) =>
    [
        "dotnet", typeof(SimulatedSilo).Assembly.Location, "silo", notes, $"--Simulated:Voice={voice}",
        $"--Simulated:Piece={piece.ToString("c", CultureInfo.InvariantCulture)}", $"--Simulated:Audio={audio.ToString("c", CultureInfo.InvariantCulture)}",
    ];

    /// <summary>Pieces that were begun by all the processes that note in a folder.</summary>
    public static long Begun(string notes) => new DirectoryInfo(notes).EnumerateFiles().Sum(file => file.Length);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string notes, string[] settings)
    {
        // A byte a piece, written through: the notes of a process that is killed are whole.
        await using var begun = new FileStream(Path.Combine(notes, $"{Environment.ProcessId}"), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var gate = new Lock();
        SiloRehearsal? rehearsal = null;
        var builder = TtsStart.CreateBuilder(settings, ("Cluster:Mode", "Postgres"));
        builder.Services.AddSingleton(SimulatedVoice.Load(builder.Configuration["Simulated:Voice"]!, Time("Simulated:Piece"), Time("Simulated:Audio"), Note));
        builder.Services.AddSingleton(TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend")));
        builder.AddTtsSilo();
        builder.AddTtsTelemetry();
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        var app = builder.Build();
        rehearsal = app.Services.GetRequiredService<SiloRehearsal>();
        app.MapTtsHealth();
        app.MapTtsMetrics();
        return await app.RunTtsAsync();

        TimeSpan Time(string key) => TimeSpan.Parse(builder.Configuration[key]!, CultureInfo.InvariantCulture);

        void Note()
        {
            // What a silo rehearses is nobody's sentence.
            if (rehearsal?.Over.IsCompleted == true)
            {
                lock (gate)
                {
                    begun.WriteByte(1);
                }
            }
        }
    }
}
