using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>
/// One run of a job on this silo, on the thread pool: reads its chapters one after the other, keeps a window of sentences in flight over the
/// whole cluster, and stores each as it comes. Ends when all is settled, when it is stopped, or when the store says that the job is no longer its.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Nothing is linked to the source behind the run's end, and its handle is never taken.")]
internal sealed partial class JobRun
{
    // Twice the slots: one sentence in each, and one on its way to be stored or to take the place.
    private const int PiecesASlot = 2;
    private const int MostInFlight = 256;

    private readonly StoredJob _job;
    private readonly Voice _voice;
    private readonly string _engine;
    private readonly JobStore _store;
    private readonly StorePatience _patience;
    private readonly PieceRenderer _renderer;
    private readonly TextFrontEnd _frontEnd;
    private readonly NodeDirectory _nodes;
    private readonly JobInstruments _instruments;
    private readonly ILogger _logger;
    private readonly JobProgress _progress;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _close = new();

    public JobRun(
        StoredJob job,
        Voice voice,
        string engine,
        JobProgress progress,
        JobStore store,
        StorePatience patience,
        PieceRenderer renderer,
        TextFrontEnd frontEnd,
        NodeDirectory nodes,
        JobInstruments instruments,
        ILogger<JobRun> logger)
    {
        (_job, _voice, _engine, _progress) = (job, voice, engine, progress);
        (_store, _patience, _renderer, _frontEnd, _nodes, _instruments, _logger) = (store, patience, renderer, frontEnd, nodes, instruments, logger);

        // Nothing of the call that happened to start it, such as its trace or where it wants grains placed, belongs to hours of work.
        using (ExecutionContext.SuppressFlow())
        {
            Completion = Task.Run(RunAsync);
        }
    }

    /// <summary>Ends with the run; never fails.</summary>
    public Task Completion { get; }

    /// <summary>Where the job stands.</summary>
    public JobProgress Progress => _progress;

    /// <summary>Whether it begins no more.</summary>
    public bool IsClosing => _close.IsCancellationRequested;

    /// <summary>Begins no further sentence; the run ends once those in flight are stored.</summary>
    public void Close() => _close.Cancel();

    /// <summary>Stops it; what is stored stays.</summary>
    public Task StopAsync()
    {
        _stop.Cancel();
        return Completion;
    }

    private async Task RunAsync()
    {
        LogRuns(_job.Id, _voice.Manifest.Name, _voice.Hash);
        _instruments.Entered("running");
        var outcome = "stopped";
        try
        {
            outcome = await RenderAllAsync() switch { JobState.Done => "done", JobState.Failed => "failed", _ => "lost" };
        }
        catch (JobLostException)
        {
            outcome = "lost";
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested || IsClosing)
        {
            // Paused, cancelled, or its grain leaves the silo.
        }
        catch (Exception fault)
        {
            // The supervisors find it unfinished and begin another run.
            LogBrokeOff(fault, _job.Id);
        }

        _instruments.Left("running");
        _instruments.Ended(outcome);
        LogEnded(_job.Id, outcome);
    }

    private async Task<JobState?> RenderAllAsync()
    {
        while (true)
        {
            await RenderMissingAsync();
            if (await AskAsync(stop => _store.FindAsync(_job.Id, stop)) is not { } found || found.Version != _job.Version)
            {
                return null;
            }

            if (found.Chapters.All(chapter => chapter.Ended))
            {
                var state = found.Chapters.All(chapter => chapter.Whole) ? JobState.Done : JobState.Failed;
                return await AskAsync(stop => _store.ChangeAsync(found, state, stop)) ? state : null;
            }
        }
    }

    private async Task RenderMissingAsync()
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var begin = CancellationTokenSource.CreateLinkedTokenSource(all.Token, _close.Token);
        var pieces = Channel.CreateBounded<JobPiece>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(pieces.Writer, begin.Token);
        var inFlight = new List<Task>();
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(begin.Token))
            {
                while (inFlight.Count >= Math.Clamp(_nodes.Slots * PiecesASlot, PiecesASlot, MostInFlight))
                {
                    await EndOneAsync();
                }

                begin.Token.ThrowIfCancellationRequested();
                inFlight.Add(RenderAsync(piece, all.Token));
            }

            await EndAllAsync();
        }
        catch (OperationCanceledException) when (IsClosing && !_stop.IsCancellationRequested)
        {
            await EndAllAsync();
            throw;
        }
        finally
        {
            // Nothing of this run goes on behind its end.
            all.Cancel();
            await Task.WhenAll([.. inFlight, reading]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task EndAllAsync()
        {
            while (inFlight.Count > 0)
            {
                await EndOneAsync();
            }
        }

        async Task EndOneAsync()
        {
            var ended = await Task.WhenAny(inFlight);
            inFlight.Remove(ended);
            await ended;
        }
    }

    /// <summary>Reads ahead by one chapter; its failure is the channel's.</summary>
    private async Task ReadAsync(ChannelWriter<JobPiece> pieces, CancellationToken cancellationToken)
    {
        try
        {
            for (var chapter = 0; chapter < _job.Chapters.Length; chapter++)
            {
                if (_progress.Chapter(chapter) is { Ended: true } known)
                {
                    _instruments.Skipped(known.Done);
                    continue;
                }

                foreach (var piece in await ReadAsync(chapter, cancellationToken))
                {
                    await pieces.WriteAsync(piece, cancellationToken);
                }
            }

            pieces.TryComplete();
        }
        catch (Exception fault)
        {
            pieces.TryComplete(fault);
        }
    }

    private async Task<IEnumerable<JobPiece>> ReadAsync(int chapter, CancellationToken cancellationToken)
    {
        var paragraphs = await AskAsync(stop => _store.ReadChapterAsync(_job.Id, chapter, stop)) ?? throw new JobLostException();
        var stored = await AskAsync(stop => _store.ListSentencesAsync(_job.Id, chapter, stop));
        var failed = await AskAsync(stop => _store.ListErrorsAsync(_job.Id, chapter, stop));
        List<StoredSentence> settled = [.. stored.Concat(failed).OrderBy(sentence => sentence.Start)];
        var reading = await Task.Run(() => ChapterReader.Read(_frontEnd, chapter, paragraphs, settled, _voice, _engine, cancellationToken), cancellationToken);
        var sentences = settled.Count + reading.Pieces.Length + reading.Unreadable.Length;
        Mine(await AskAsync(stop => _store.PlanAsync(_job, chapter, sentences, stop)));
        _instruments.Skipped(stored.Count);
        _progress.Read(chapter, sentences, stored, failed.Count);
        foreach (var (error, length) in reading.Unreadable)
        {
            await GiveUpAsync(error, length);
        }

        return reading.Pieces;
    }

    private async Task RenderAsync(JobPiece piece, CancellationToken cancellationToken)
    {
        StoredSentence sentence;
        byte[] pcm;
        try
        {
            (sentence, pcm) = await _renderer.RenderAsync(piece, cancellationToken);
        }
        catch (SpeechFailedException fault)
        {
            await GiveUpAsync(new(piece.Chapter, piece.Start, piece.Text, fault.Message), piece.Text.Length);
            return;
        }

        if (Mine(await AskAsync(stop => _store.AddSentenceAsync(_job, piece.Chapter, sentence, pcm, stop))) == AddOutcome.Added)
        {
            _instruments.Rendered((double)pcm.Length / SampleSkip.SampleBytes / _job.SampleRate);
        }

        _progress.Rendered(piece.Chapter, sentence);
    }

    private async Task GiveUpAsync(SentenceError error, int length)
    {
        Mine(await AskAsync(stop => _store.AddErrorAsync(_job, error, length, stop)));
        _instruments.Failed();
        _progress.Failed(error);
    }

    private Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call) => _patience.AskAsync(_job.Id, () => call(_stop.Token), _stop.Token);

    private static AddOutcome Mine(AddOutcome outcome) => outcome == AddOutcome.Lost ? throw new JobLostException() : outcome;

    /// <summary>Somebody else has the job, or nobody any more.</summary>
    private sealed class JobLostException : Exception;
}
