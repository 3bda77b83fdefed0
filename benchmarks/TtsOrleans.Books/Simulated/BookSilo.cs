using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TtsOrleans.Hosting;
using TtsOrleans.Scaling;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Books.Simulated;

/// <summary>The product's silo with its files in this process, speaking in the simulated voice; what it stored is deleted with it.</summary>
internal sealed class BookSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SimulatedVoice _files;
    private readonly DirectoryInfo _data;

    private BookSilo(IHost host, SimulatedVoice files, DirectoryInfo data, Voice voice) => (_host, _files, _data, Voice) = (host, files, data, voice);

    /// <summary>Its only voice.</summary>
    public Voice Voice { get; }

    /// <summary>Reaches its grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Bytes of its files.</summary>
    public long Stored => _data.EnumerateFiles().Sum(file => file.Length);

    public static async Task<BookSilo> StartAsync(int slots, TimeSpan piece, TimeSpan audio)
    {
        var files = new SimulatedVoice();
        var data = Directory.CreateTempSubdirectory("tts-books-");
        var voices = files.Load(piece, audio);
        var builder = Host.CreateApplicationBuilder(
        [
            $"--Storage:Path={data.FullName}",
            string.Create(CultureInfo.InvariantCulture, $"--Synthesis:Slots={slots}"),
        ]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.Services.AddSingleton(voices);
        builder.Services.AddSingleton(TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend")));
        builder.AddTtsSilo();
        var silo = new BookSilo(builder.Build(), files, data, voices.Default);
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

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _files.Dispose();
        _data.Delete(recursive: true);
    }
}
