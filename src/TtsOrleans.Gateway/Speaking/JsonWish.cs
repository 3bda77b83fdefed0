using System.Globalization;
using System.Text.Json;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Reads a wish from a JSON object; names in any case, unknown ones ignored, the last of doubles counts.</summary>
internal static class JsonWish
{
    /// <exception cref="ApiProblem">The document is no object, or a property has the wrong type.</exception>
    public static SpeakingWish Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ApiProblem.BadRequest($"The body must be a JSON object like {{\"text\": \"你好\"}}; it is {Kind(body)}.");
        }

        var wish = new SpeakingWish();
        foreach (var property in body.EnumerateObject())
        {
            wish = Set(wish, property);
        }

        return wish;
    }

    /// <summary>A property that has to be a string, or null.</summary>
    public static string? Text(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Decode(property),
        _ => throw Wrong(property, "a string"),
    };

    private static SpeakingWish Set(SpeakingWish wish, JsonProperty property) => NameOf(property) switch
    {
        "text" => wish with { Text = Text(property) },
        "voice" => wish with { Voice = Text(property) },
        "speaker" => wish with { Speaker = NameOrId(property) },
        "emotion" => wish with { Emotion = NameOrId(property) },
        "intensity" => wish with { Intensity = Number(property) },
        "speed" => wish with { Speed = Number(property) },
        "pitch" => wish with { Pitch = Number(property) },
        "volume" => wish with { Volume = Number(property) },
        "format" => wish with { Format = Text(property) },
        "stream" => wish with { Stream = Flag(property) },
        _ => wish,
    };

    /// <summary>The name of a property in lower case.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name.ToLowerInvariant();
        }
        catch (InvalidOperationException)
        {
            throw ApiProblem.BadRequest("A property's name holds half of a surrogate pair, or bytes that are not UTF-8.");
        }
    }

    private static string? NameOrId(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Number when property.Value.TryGetInt32(out var id) => id.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Null or JsonValueKind.String => Text(property),
        _ => throw Wrong(property, "a name or an id (a whole number)"),
    };

    private static double? Number(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => property.Value.GetDouble(),
        _ => throw Wrong(property, "a number"),
    };

    private static bool? Flag(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(property, "true or false"),
    };

    private static string Decode(JsonProperty property)
    {
        try
        {
            return property.Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiProblem.BadRequest($"'{property.Name}' holds half of a surrogate pair, or bytes that are not UTF-8; send whole characters.");
        }
    }

    private static ApiProblem Wrong(JsonProperty property, string wanted) =>
        ApiProblem.BadRequest($"'{property.Name}' must be {wanted}; it is {Kind(property.Value)}.");

    /// <summary>What a value is, for people.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
