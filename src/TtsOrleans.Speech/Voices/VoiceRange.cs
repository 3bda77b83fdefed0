using System.Text.Json;
using System.Text.Json.Serialization;

namespace TtsOrleans.Speech.Voices;

/// <summary>From <paramref name="Low"/> to <paramref name="High"/>, both included; in JSON <c>[low, high]</c>.</summary>
[JsonConverter(typeof(VoiceRangeConverter))]
public readonly record struct VoiceRange(float Low, float High)
{
    /// <summary>Whether <paramref name="value"/> is a number within the range.</summary>
    public bool Contains(float value) => value >= Low && value <= High;
}

internal sealed class VoiceRangeConverter : JsonConverter<VoiceRange>
{
    public override VoiceRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a range is written [low, high]");
        }

        var low = Number(ref reader);
        var high = Number(ref reader);
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray
            ? new(low, high)
            : throw new JsonException("a range holds exactly two numbers");
    }

    public override void Write(Utf8JsonWriter writer, VoiceRange value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Low);
        writer.WriteNumberValue(value.High);
        writer.WriteEndArray();
    }

    private static float Number(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number
            ? reader.GetSingle()
            : throw new JsonException("a range holds exactly two numbers");
}
