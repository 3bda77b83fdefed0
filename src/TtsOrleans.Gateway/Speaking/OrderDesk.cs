using System.Collections.Immutable;
using System.Globalization;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Makes an order of a wish: refuses what cannot be done, naming what can; never changes a value to make it fit.</summary>
internal static class OrderDesk
{
    /// <summary>Volumes that can be asked for.</summary>
    public static NumberRange Volumes { get; } = new(0, VolumeLimiter.MaxFactor);

    /// <summary>Takes an order.</summary>
    /// <param name="wish">What the client wrote.</param>
    /// <param name="characters">What <see cref="SpokenText.Check"/> counted.</param>
    /// <param name="voices">The voices there are, the default one first; not empty.</param>
    /// <param name="withTimings">Whether words and characters are to be timed.</param>
    /// <exception cref="ApiProblem">Something in it cannot be done.</exception>
    public static SpeakingOrder Take(SpeakingWish wish, int characters, ImmutableArray<VoiceDescription> voices, bool withTimings)
    {
        var format = wish.Format is null ? AudioFormats.Wav : FindFormat(wish.Format);
        var voice = wish.Voice is null ? voices[0] : voices.FirstOrDefault(voice => Same(voice.Reference.Name, wish.Voice))
            ?? throw Unknown("voice", wish.Voice, voices.Select(voice => voice.Reference.Name));
        var speaker = wish.Speaker is null ? voice.Speakers[0] : voice.Speakers.FirstOrDefault(speaker => Same(speaker.Name, wish.Speaker) || IsId(speaker.Id, wish.Speaker))
            ?? throw Unknown("speaker", wish.Speaker, voice.Speakers.Select(speaker => speaker.Name));
        var emotion = wish.Emotion is null ? voice.Emotions[0] : voice.Emotions.FirstOrDefault(emotion => Same(emotion.Name, wish.Emotion) || Same(emotion.Label, wish.Emotion) || IsId(emotion.Id, wish.Emotion))
            ?? throw Unknown("emotion", wish.Emotion, voice.Emotions.Select(emotion => $"{emotion.Name} ({emotion.Label})"));
        var style = new SpeakingStyle(
            speaker.Id,
            emotion.Id,
            Number("intensity", wish.Intensity, 1, voice.Intensity),
            Number("speed", wish.Speed, 1, voice.Rate),
            Number("pitch", wish.Pitch, 0, voice.Pitch));
        var volume = Number("volume", wish.Volume, 1, Volumes);
        var request = new SpeechRequest(wish.Text!, voice.Reference, style, withTimings);
        return new(request, voice, emotion, volume, format, wish.Stream ?? false, characters);
    }

    /// <summary>The format of a name.</summary>
    /// <exception cref="ApiProblem">There is none.</exception>
    public static AudioFormat FindFormat(string name) =>
        AudioFormats.Find(name) ?? throw Unknown("format", name, AudioFormats.All.Select(format => format.Name));

    private static float Number(string name, double? wished, float otherwise, NumberRange range)
    {
        if (wished is not { } number)
        {
            return otherwise;
        }

        return range.Contains((float)number)
            ? (float)Math.Round(number, 2)
            : throw ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'{name}' must be from {range.Low} to {range.High}; it is {number}."));
    }

    private static bool Same(string name, string wished) => name.Equals(wished, StringComparison.OrdinalIgnoreCase);

    private static bool IsId(int id, string wished) => wished == id.ToString(CultureInfo.InvariantCulture);

    private static ApiProblem Unknown(string what, string wished, IEnumerable<string> known) =>
        ApiProblem.BadRequest($"There is no {what} '{Quoted.Short(wished)}'; there are: {string.Join(", ", known)}.");
}
