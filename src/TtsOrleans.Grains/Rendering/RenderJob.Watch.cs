using System.Runtime.CompilerServices;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Rendering;

internal sealed partial class RenderJob
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    // A job that rests is looked up in the store for all its watchers, and not every second.
    private static readonly TimeSpan RestingPeriod = TimeSpan.FromSeconds(10);

    private TaskCompletionSource _change = NewChange();
    private (JobStatus? Status, long At)? _resting;

    public async IAsyncEnumerable<JobStatus> Watch([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        JobStatus? last = null;
        while (true)
        {
            var change = Task.WhenAny(_change.Task, _run?.Progress.Change ?? _change.Task);
            var status = await WatchedStatusAsync(last);
            if (status is null)
            {
                if (last is not null)
                {
                    yield return last with { State = JobState.Cancelled };
                }

                yield break;
            }

            yield return last = status;
            if (status.State >= JobState.Done)
            {
                yield break;
            }

            // Changes that follow each other closely are told together.
            await Task.Delay(Shortest, clock, cancellationToken);
            await Task.WhenAny(change, Task.Delay(Period - Shortest, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<JobStatus?> WatchedStatusAsync(JobStatus? last)
    {
        if (LiveStatus() is { } live)
        {
            return live;
        }

        if (_resting is not { } known || clock.GetElapsedTime(known.At) > RestingPeriod)
        {
            try
            {
                _resting = known = (await GetStatus(), clock.GetTimestamp());
            }
            catch (SpeechUnavailableException) when (last is not null)
            {
                // Watchers need not hear of an outage of the store; until it is over the job stands where it stood.
                return last;
            }
        }

        return known.Status;
    }

    private void Changed()
    {
        _resting = null;
        var change = _change;
        _change = NewChange();
        change.SetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
