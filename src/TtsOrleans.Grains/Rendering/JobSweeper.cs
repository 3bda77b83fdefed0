using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Rendering;

/// <summary>
/// Every minute, on one silo at a time: deletes the jobs that ended too long ago, then those that ended first while there is too much, and what
/// is left of cancelled ones. In small steps, so that nothing waits long for them.
/// </summary>
internal sealed partial class JobSweeper(
    JobStore store,
    IOptions<JobsOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<JobSweeper> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int SentencesAStep = 32;
    private const int JobsAStep = 20;

    // A Chinese character takes about 0.23 s, a sample two bytes.
    private const double BytesPerCharacterAndHertz = 0.23 * 2;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _sweeping = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(JobSweeper), ServiceLifecycleStage.Active + 2, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    /// <summary>Begins to delete what is left of a cancelled job; the next sweep does what this leaves.</summary>
    public void Delete(string job) => _ = TryAsync(() => DeleteAsync(job, _stop.Token));

    /// <summary>Refuses an order that cannot be kept beside the unfinished jobs.</summary>
    /// <exception cref="JobRefusedException">Says how much room there is.</exception>
    public async Task<bool> CheckRoomAsync(string job, JobOrder order, CancellationToken cancellationToken)
    {
        var wanted = order.Chapters.Sum(chapter => chapter.Paragraphs.Sum(paragraph => (double)paragraph.Text.Length)) * order.SampleRate * BytesPerCharacterAndHertz;
        var taken = await store.UnfinishedAsync(job, cancellationToken) * BytesPerCharacterAndHertz;
        return wanted + taken <= options.Value.MaxBytes
            ? true
            : throw new JobRefusedException(FormattableString.Invariant(
                $"The store keeps {options.Value.MaxGigabytes:0.###} GB; unfinished jobs will fill {taken / 1e9:0.###} of it, and this one would take {wanted / 1e9:0.###} more. Wait for a job to end, cancel one, or raise Jobs:MaxGigabytes."));
    }

    /// <summary>One round; nothing happens if another silo has its turn.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (!await store.TakeTurnAsync(Period * 0.9, cancellationToken))
        {
            return;
        }

        await store.CancelEndedAsync(clock.GetUtcNow() - options.Value.TimeToLive, cancellationToken);
        await CancelTooMuchAsync(cancellationToken);
        foreach (var job in await store.ListCancelledAsync(cancellationToken))
        {
            await DeleteAsync(job, cancellationToken);
        }
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.IsOn)
        {
            _sweeping = Task.Run(SweepAlwaysAsync, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _sweeping.WaitAsync(cancellationToken);
    }

    private async Task SweepAlwaysAsync()
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await TryAsync(() => SweepAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault)
        {
            // Tried again in a minute; at the silo's stop another one does it.
            if (!_stop.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
    }

    private async Task CancelTooMuchAsync(CancellationToken cancellationToken)
    {
        var tooMuch = await store.SizeAsync(cancellationToken) - options.Value.MaxBytes;
        while (tooMuch > 0 && await store.ListEndedAsync(JobsAStep, cancellationToken) is { Count: > 0 } ended)
        {
            foreach (var job in ended.TakeWhile(_ => tooMuch > 0))
            {
                await store.CancelEndedAsync(job.Id, cancellationToken);
                tooMuch -= job.Bytes;
            }
        }
    }

    private async Task DeleteAsync(string job, CancellationToken cancellationToken)
    {
        while (await store.DeleteSomeAsync(job, SentencesAStep, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        LogDeleted(job);
    }
}
