using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.EndToEnd;

/// <summary>
/// The yardstick: the same pieces straight through ONNX Runtime, nothing else around them.
/// Reading the text and encoding its units are done before the clock starts.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly Voice _voice;
    private readonly TextFrontEnd _frontEnd;
    private readonly ImmutableArray<BareSession> _sessions;

    private BareLoop(Voice voice, TextFrontEnd frontEnd)
    {
        _voice = voice;
        _frontEnd = frontEnd;
        _sessions = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new BareSession(voice))];
    }

    /// <summary>Sessions, one a core.</summary>
    public int Cores => _sessions.Length;

    public static BareLoop Open() => new(
        Voice.Read(Path.Combine(AppContext.BaseDirectory, "models", "lanshan"), NullLogger.Instance),
        TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend")));

    /// <summary>All pieces of the texts on one thread.</summary>
    /// <returns>How long that took: the core-seconds the texts cost.</returns>
    public TimeSpan OneThread(IEnumerable<string> texts)
    {
        var pieces = Pieces(texts);
        var since = Stopwatch.GetTimestamp();
        foreach (var piece in pieces)
        {
            _sessions[0].Run(piece);
        }

        return Stopwatch.GetElapsedTime(since);
    }

    /// <summary>All pieces of the texts on one thread a core, each taking the next piece there is.</summary>
    /// <returns>How long that took.</returns>
    public TimeSpan AllCores(IEnumerable<string> texts)
    {
        var pieces = Pieces(texts);
        var next = -1;
        var threads = _sessions.Select(session => new Thread(() =>
        {
            for (int at; (at = Interlocked.Increment(ref next)) < pieces.Length;)
            {
                session.Run(pieces[at]);
            }
        })).ToList();
        var since = Stopwatch.GetTimestamp();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Stopwatch.GetElapsedTime(since);
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }

        _frontEnd.Dispose();
    }

    private ImmutableArray<EncodedUnits> Pieces(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => _frontEnd.Read(text)).Select(piece => _voice.Units.Encode(piece.Units))];
}
