using System.Collections.Immutable;
using TtsOrleans.Abstractions.Voices;

namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>A tag such as <c>[happy]</c> or <c>【高兴】</c> before a paragraph; any other bracket is text.</summary>
internal static class EmotionTag
{
    private static readonly (char Open, char Close)[] s_brackets = [('[', ']'), ('【', '】')];

    /// <summary>The emotion named before a paragraph, and the paragraph without the tag; null and all of it if there is none.</summary>
    /// <param name="text">A paragraph.</param>
    /// <param name="emotions">The voice's emotions, by name or label. Their numbers are no tags: <c>[1]</c> is a note's.</param>
    public static (EmotionDescription? Emotion, string Text) Take(string text, ImmutableArray<EmotionDescription> emotions)
    {
        var rest = text.AsSpan().TrimStart();
        foreach (var (open, close) in s_brackets)
        {
            if (rest.Length > 0 && rest[0] == open && rest.IndexOf(close) is > 0 and var end)
            {
                var name = rest[1..end].Trim().ToString();
                var emotion = emotions.FirstOrDefault(emotion => Same(emotion.Name, name) || Same(emotion.Label, name));
                return emotion is null ? (null, text) : (emotion, rest[(end + 1)..].TrimStart(" \t　").ToString());
            }
        }

        return (null, text);
    }

    private static bool Same(string known, string name) => known.Equals(name, StringComparison.OrdinalIgnoreCase);
}
