using System.Collections.Immutable;
using System.Text.Json;
using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Writes when pieces, their words and characters sound, in milliseconds from the beginning of the whole audio.</summary>
internal sealed class TimingEvents(int sampleRate)
{
    private long _begin;

    /// <summary>Writes the members of the next piece's timing; pieces come in order.</summary>
    public void Write(Utf8JsonWriter json, PieceStarted piece)
    {
        json.WriteNumber("sentence", piece.Index);
        WriteSpan(json, piece.Start, piece.Length, 0, piece.Samples);
        json.WriteString("cache", CacheTally.Of(piece.Cache));
        json.WriteStartArray("words");
        foreach (var word in piece.Words)
        {
            json.WriteStartObject();
            WriteSpan(json, word.Start, word.Length, word.Begin, word.End);
            WriteCharacters(json, word.Characters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        _begin += piece.Samples;
    }

    private void WriteCharacters(Utf8JsonWriter json, ImmutableArray<TimedSpan> characters)
    {
        json.WriteStartArray("characters");
        foreach (var character in characters)
        {
            json.WriteStartObject();
            WriteSpan(json, character.Start, character.Length, character.Begin, character.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSpan(Utf8JsonWriter json, int start, int length, long begin, long end)
    {
        json.WriteNumber("start", start);
        json.WriteNumber("length", length);
        json.WriteNumber("begin", Milliseconds(begin));
        json.WriteNumber("end", Milliseconds(end));
    }

    private double Milliseconds(long sample) => Math.Round((_begin + sample) * 1000.0 / sampleRate, 3);
}
