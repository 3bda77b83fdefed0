using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TtsOrleans.Grains.Rehearsing;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Hosting;
using TtsOrleans.Scaling;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Books.Simulated;

/// <summary>The product's silo with its files in this process.</summary>
internal sealed class BookSilo : IBookSilos
{
    private readonly SimulatedVoice _files = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tts-books-");
    private readonly IHost _host;
    private readonly SiloRehearsal? _rehearsal;
    private long _begun;

    private BookSilo(int slots, TimeSpan piece, TimeSpan audio)
    {
        var voices = SimulatedVoice.Load(_files.Folder, piece, audio, Note);
        Voice = voices.Default;
        var builder = Host.CreateApplicationBuilder(
        [
            $"--Storage:Path={_data.FullName}",
            string.Create(CultureInfo.InvariantCulture, $"--Synthesis:Slots={slots}"),
        ]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.Services.AddSingleton(voices);
        builder.Services.AddSingleton(TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend")));
        builder.AddTtsSilo();
        _host = builder.Build();
        _rehearsal = _host.Services.GetRequiredService<SiloRehearsal>();
    }

    public Voice Voice { get; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public long Begun => Interlocked.Read(ref _begun);

    public long Memory => Environment.WorkingSet;

    public long PeakMemory
    {
        get
        {
            using var own = Process.GetCurrentProcess();
            return own.PeakWorkingSet64;
        }
    }

    public (TimeSpan Silos, TimeSpan Database) Processor => (Environment.CpuUsage.TotalTime, TimeSpan.Zero);

    public static async Task<BookSilo> StartAsync(int slots, TimeSpan piece, TimeSpan audio)
    {
        var silo = new BookSilo(slots, piece, audio);
        try
        {
            await silo._host.StartAsync();
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public Task<string> DescribeStorageAsync() =>
        Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{_data.EnumerateFiles().Sum(file => file.Length) / 1e9:0.00} GB of files"));

    public async Task<long> CountRunsAsync()
    {
        await using var command = _host.Services.GetRequiredKeyedService<DbDataSource>(JobsOptions.Database).CreateCommand("SELECT version - 2 FROM tts_job");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public Task EndRunnerAsync(MiddleOfBook how) => throw new NotSupportedException("The only silo is not ended.");

    /// <summary>What the silo rehearses is nobody's sentence.</summary>
    private void Note()
    {
        if (_rehearsal?.Over.IsCompleted == true)
        {
            Interlocked.Increment(ref _begun);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _files.Dispose();
        _data.Delete(recursive: true);
    }
}
