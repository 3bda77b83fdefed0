using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Voices;

namespace TtsOrleans.Gateway.Voices;

/// <summary>The voices of the cluster, kept at hand and looked up again in the background.</summary>
internal sealed partial class VoiceCatalog(
    IGrainFactory grains,
    IOptions<VoiceListOptions> options,
    IOptions<HostOptions> host,
    IHostApplicationLifetime lifetime,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<VoiceCatalog> logger) : BackgroundService
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _asking = new(1, 1);
    private ImmutableArray<VoiceDescription> _voices = [];
    private long? _silentSince;

    /// <summary>What is known now, the default voice first; empty until the cluster first answered.</summary>
    public ImmutableArray<VoiceDescription> Known => _voices;

    /// <summary>Ends when the cluster has first named a voice.</summary>
    public Task First => _first.Task;

    /// <summary>Whether the cluster answered when it was last asked.</summary>
    public bool Answering { get; private set; }

    /// <summary>The voices, the default one first; waits a little while the cluster starts.</summary>
    /// <exception cref="SpeechUnavailableException">The cluster has not answered yet, or has no voice.</exception>
    public async ValueTask<ImmutableArray<VoiceDescription>> GetAsync(CancellationToken cancellationToken)
    {
        if (_voices.IsEmpty)
        {
            try
            {
                await _first.Task.WaitAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), time, cancellationToken);
            }
            catch (TimeoutException exception)
            {
                throw new SpeechUnavailableException("The cluster has not yet said which voices it has; try again in a moment.", exception)
                {
                    RetryAfter = TimeSpan.FromSeconds(2),
                };
            }
        }

        return _voices;
    }

    /// <summary>Looks now: the cluster has just said that it knows better.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _asking.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (host.Value.ServicesStartConcurrently)
        {
            // Beside this a client looks for its silo, and says itself that it waits; there is nobody to ask before.
            var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var started = lifetime.ApplicationStarted.Register(connected.SetResult);
            await connected.Task.WaitAsync(stoppingToken);
        }

        while (true)
        {
            await RefreshAsync(stoppingToken);
            var wait = _voices.IsEmpty || !Answering ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(options.Value.RefreshSeconds);
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One after the other: an answer that took long must not replace a newer one.
        await _asking.WaitAsync(cancellationToken);
        try
        {
            // Another key each time: another silo may answer, so that a silo that hangs is not asked for ever.
            var directory = grains.GetGrain<IVoiceDirectory>(Random.Shared.Next(64));
            var answer = await directory.GetVoices().WaitAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), time, cancellationToken);
            Heard();
            if (!answer.IsDefaultOrEmpty)
            {
                _voices = answer;
                _first.TrySetResult();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            NotHeard(exception);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>It is asked several times a second: said are the first failure and the end of it.</summary>
    private void NotHeard(Exception exception)
    {
        Answering = false;
        if (_silentSince is null)
        {
            _silentSince = time.GetTimestamp();
            LogNoAnswer(logger, exception.GetType().Name, exception.Message);
        }
    }

    private void Heard()
    {
        Answering = true;
        if (_silentSince is { } since)
        {
            _silentSince = null;
            LogAnswersAgain(logger, time.GetElapsedTime(since));
        }
    }
}
