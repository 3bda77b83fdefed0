using System.Buffers;
using System.Globalization;
using System.Text;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>What a text must be, before anybody looks at what it says.</summary>
internal static class SpokenText
{
    /// <summary>Refuses a text that is missing, too long, or not well-formed UTF-16.</summary>
    /// <returns>Its Unicode scalars.</returns>
    /// <exception cref="ApiProblem">It is refused.</exception>
    public static int Check(string? text, int maxCharacters)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ApiProblem(StatusCodes.Status400BadRequest, "Missing text", "Send the text to speak as 'text'; it is missing or blank.") { Error = "Missing text" };
        }

        var characters = Count(text);
        return characters <= maxCharacters
            ? characters
            : throw ApiProblem.BadRequest(string.Create(
                CultureInfo.InvariantCulture,
                $"'text' has {characters} characters; at most {maxCharacters} are spoken in one request. Send it in parts."));
    }

    /// <summary>Unicode scalars of a text.</summary>
    /// <exception cref="ApiProblem">It is not well-formed UTF-16.</exception>
    public static int Count(string text)
    {
        var characters = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty; characters++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                throw ApiProblem.BadRequest($"'text' holds half of a surrogate pair after {characters} characters; send whole characters.");
            }

            rest = rest[consumed..];
        }

        return characters;
    }

    /// <summary>The problem of a text in which there is nothing to read aloud.</summary>
    public static ApiProblem NothingToRead() =>
        new(StatusCodes.Status400BadRequest, "Nothing to read", "There is nothing to read aloud in 'text': it has no character, letter or digit that is spoken.");
}
