using System.Globalization;
using Microsoft.Extensions.Primitives;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Reads a wish from fields that are all text: a query or a form. The last of doubles counts; an empty field says nothing.</summary>
internal static class TextWish
{
    /// <exception cref="ApiProblem">A number or flag cannot be read.</exception>
    public static SpeakingWish Read(Func<string, StringValues> field)
    {
        return new()
        {
            // An empty text is said, and refused; an empty choice in a form is none.
            Text = field("text") is { Count: > 0 } texts ? texts[^1] : null,
            Voice = Text("voice"),
            Speaker = Text("speaker"),
            Emotion = Text("emotion"),
            Intensity = Number("intensity"),
            Speed = Number("speed"),
            Pitch = Number("pitch"),
            Volume = Number("volume"),
            Format = Text("format"),
            Stream = Flag("stream"),
        };

        string? Text(string name) => field(name) is { Count: > 0 } values && !string.IsNullOrWhiteSpace(values[^1]) ? values[^1]!.Trim() : null;

        double? Number(string name) => Text(name) switch
        {
            null => null,
            var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw ApiProblem.BadRequest($"'{name}' must be a number; it is '{Quoted.Short(text)}'."),
        };

        bool? Flag(string name) => Text(name)?.ToLowerInvariant() switch
        {
            null => null,
            "true" or "1" or "on" or "yes" => true,
            "false" or "0" or "off" or "no" => false,
            var text => throw ApiProblem.BadRequest($"'{name}' must be true or false; it is '{Quoted.Short(text)}'."),
        };
    }
}
