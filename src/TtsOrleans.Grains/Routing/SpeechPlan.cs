using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// The pieces of a text, read only as far as somebody has asked, once for all who ask. Reading is done on the thread pool, a piece at a time;
/// nobody owns it, so that a request that goes away takes nothing from another. Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle and the source nothing open; a plan is shared and has no last user.")]
internal sealed class SpeechPlan(IEnumerable<PlannedPiece> source)
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly IEnumerator<PlannedPiece> _source = source.GetEnumerator();
    private readonly List<PlannedPiece> _pieces = [];
    private bool _complete;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether the text is known to have exactly so many pieces.</summary>
    public bool EndsAt(int count)
    {
        lock (_gate)
        {
            return _complete && _pieces.Count == count;
        }
    }

    /// <summary>Finds a piece that was read already.</summary>
    public bool TryGet(int index, [MaybeNullWhen(false)] out PlannedPiece piece)
    {
        lock (_gate)
        {
            piece = index < _pieces.Count ? _pieces[index] : null;
            return piece is not null;
        }
    }

    /// <summary>The piece of that index, read now if need be; null behind the last.</summary>
    public async ValueTask<PlannedPiece?> GetAsync(int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryGet(index, out var piece))
            {
                return piece;
            }

            await _reading.WaitAsync(cancellationToken);
            try
            {
                if (!TryGet(index, out _) && !await ReadNextAsync())
                {
                    return null;
                }
            }
            finally
            {
                _reading.Release();
            }
        }
    }

    private async Task<bool> ReadNextAsync()
    {
        if (_complete)
        {
            return false;
        }

        // An iterator that threw says next time that it is through: what broke must stay broken, or the text would seem to end there.
        _failure?.Throw();
        bool more;
        try
        {
            more = await Task.Run(_source.MoveNext);
        }
        catch (Exception fault)
        {
            _failure = ExceptionDispatchInfo.Capture(fault);
            throw;
        }

        lock (_gate)
        {
            if (more)
            {
                _pieces.Add(_source.Current);
            }
            else
            {
                _complete = true;
            }
        }

        return more;
    }
}
