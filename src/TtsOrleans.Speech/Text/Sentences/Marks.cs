namespace TtsOrleans.Speech.Text.Sentences;

/// <summary>What punctuation does, after clean-up.</summary>
internal static class Marks
{
    /// <summary>Ends a sentence; a full stop among letters and digits is judged by <see cref="FullStop"/>.</summary>
    public static bool IsEnd(int value) => value is '。' or '！' or '？' or '!' or '?';

    public static bool IsEllipsis(int value) => value == '…';

    /// <summary>A pause inside a sentence.</summary>
    public static bool IsPause(int value) =>
        value is '，' or '、' or '；' or '：' or '—' or '…' or ',' or ';' or ':' || IsEnd(value);

    /// <summary>Where a long sentence may be cut.</summary>
    public static bool IsCut(int value) => IsPause(value) || value is '）' or ')' or '（' or '(';

    public static bool IsOpening(int value) =>
        value is '（' or '(' or '“' or '‘' or '「' or '『' or '《' or '〈' or '【' or '〔' or '［' or '[' or '{' or '｛' or '«' or '〖';

    public static bool IsClosing(int value) =>
        value is '）' or ')' or '”' or '’' or '」' or '』' or '》' or '〉' or '】' or '〕' or '］' or ']' or '}' or '｝' or '»' or '〗';

    public static bool IsLineBreak(int value) => value is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085' or '\v' or '\f';
}
