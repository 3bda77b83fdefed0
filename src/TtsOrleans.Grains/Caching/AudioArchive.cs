using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace TtsOrleans.Grains.Caching;

/// <summary>
/// Finished audio that outlives the process, in the grain storage of that name where one is configured. Speech never depends on it:
/// reads have a budget, writes happen behind, and a store that fails is left alone for a while.
/// </summary>
public sealed partial class AudioArchive : IHostedService, IDisposable
{
    /// <summary>Service key of the <see cref="IGrainStorage"/>; without one the archive is empty and stays so.</summary>
    public const string StorageName = "audio";

    private readonly IGrainStorage? _storage;
    private readonly AudioArchiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AudioArchiveInstruments _instruments;
    private readonly AudioArchiveBreaker _readBreaker;
    private readonly AudioArchiveBreaker _writeBreaker;
    private readonly SemaphoreSlim _reads;
    private readonly Channel<(string Key, CachedAudio Audio)> _pending = Channel.CreateUnbounded<(string, CachedAudio)>(new() { SingleReader = true });
    private readonly Task _writer;
    private long _pendingBytes;
    private volatile bool _abandoned;

    /// <summary>Starts the writer, if there is anything to write to.</summary>
    public AudioArchive(
        IOptions<AudioArchiveOptions> options,
        [FromKeyedServices(SpeechClock.Key)] TimeProvider time,
        IMeterFactory meters,
        ILocalSiloDetails silo,
        ILogger<AudioArchive> logger,
        [FromKeyedServices(StorageName)] IGrainStorage? storage = null)
    {
        _storage = storage;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _readBreaker = new(_options.FailuresToOpen, _options.Pause, time);
        _writeBreaker = new(_options.FailuresToOpen, _options.Pause, time);
        _reads = new(_options.ConcurrentReads);
        _instruments = new(meters, silo.Name, () => _readBreaker.IsOpen, () => _writeBreaker.IsOpen, () => PendingBytes);
        _writer = storage is null ? Task.CompletedTask : Task.Run(WriteBehindAsync);
    }

    /// <summary>Bytes of audio waiting to be written.</summary>
    internal long PendingBytes => Interlocked.Read(ref _pendingBytes);

    /// <summary>Has the store opened meanwhile: the first reader's budget would not cover it.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_storage is not null)
        {
            _ = Task.Run(() => OpenAsync(_storage), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    /// <summary>Stores what is still waiting, for as long as <see cref="AudioArchiveOptions.FlushTimeout"/>; nothing is taken any more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _pending.Writer.TryComplete();
        try
        {
            await _writer.WaitAsync(_options.FlushTimeout, _time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _abandoned = true;
            LogNotFlushed(_logger, PendingBytes, _options.FlushTimeout);
        }
    }

    /// <summary>Gives up what was not stored by <see cref="StopAsync"/>.</summary>
    public void Dispose()
    {
        _pending.Writer.TryComplete();
        _abandoned = true;
    }

    /// <summary>The storage takes keys that look like numbers for numbers; the prefix keeps ours strings.</summary>
    internal static GrainId IdOf(string key) => GrainId.Create("audioarchive", $"audio-{key}");

    /// <summary>Enough of a key to find it, and not to fill a log.</summary>
    private static string Brief(string key) => key[..Math.Min(12, key.Length)];

    private void Leave(AudioArchiveBreaker breaker, bool? worked)
    {
        if (!breaker.Leave(worked))
        {
            return;
        }

        var what = breaker == _readBreaker ? "Reading" : "Writing";
        if (worked is true)
        {
            LogClosed(_logger, what);
        }
        else
        {
            LogOpened(_logger, what, _options.FailuresToOpen, _options.Pause);
        }
    }
}
