namespace TtsOrleans.Speech.Synthesis;

/// <summary>Frames <c>[Begin, End)</c> of a piece to be heard, vocoded as <c>[From, To)</c>: with overlap where the piece goes on.</summary>
internal readonly record struct Window(int Begin, int End, int From, int To);

/// <summary>A window plan applied to a number of frames: a pure function, so that equal pieces are cut alike everywhere.</summary>
internal static class WindowCuts
{
    /// <summary>Frames of the short first window: 0.3 s at 80 frames a second.</summary>
    public const int FirstFrames = 24;

    /// <summary>A piece shorter than two first windows is not worth a cut.</summary>
    public const int LeastFrames = 2 * FirstFrames;

    /// <summary>The windows in order, without gap or overlap of what is heard.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="frames">Frames of the piece, at least 1.</param>
    /// <param name="context">The vocoder's overlap in frames.</param>
    public static IEnumerable<Window> Of(WindowPlan plan, int frames, int context)
    {
        var first = plan == WindowPlan.FastFirst && frames >= LeastFrames ? FirstFrames : frames;
        yield return Cut(0, first, frames, context);
        if (first < frames)
        {
            yield return Cut(first, frames, frames, context);
        }
    }

    /// <summary>One window; at the piece's own ends there is nothing to overlap.</summary>
    public static Window Cut(int begin, int end, int frames, int context) => new(begin, end, Math.Max(0, begin - context), Math.Min(frames, end + context));
}
