using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Names things by what decides about them, as lower-case hexadecimal SHA-256. Every part goes in behind its length, and the form of the
/// whole behind its version: what was stored under an older form is never taken for the newer.
/// </summary>
internal static class ContentKeys
{
    private const string PieceForm = "piece/1";
    private const string PlanForm = "plan/1";

    /// <summary>Names the audio of a piece: equal keys mean equal bytes on nodes with the same engine.</summary>
    public static string OfPiece(string voiceHash, string engine, bool fastFirst, SpeakingStyle style, PieceUnits units)
    {
        var parts = new ArrayBufferWriter<byte>(256 + (units.Sy.Length * 4 * sizeof(short)));
        Write(parts, PieceForm);
        Write(parts, voiceHash);
        Write(parts, engine);
        Write(parts, fastFirst ? 1 : 0);
        Write(parts, style);
        Write(parts, units.Sy.AsSpan());
        Write(parts, units.Tone.AsSpan());
        Write(parts, units.SyllableFlag.AsSpan());
        Write(parts, units.WordSegment.AsSpan());
        return Name(parts);
    }

    /// <summary>Names how a text is read and cut into pieces for a voice and a style.</summary>
    public static string OfPlan(string frontEnd, string voiceHash, string engine, SpeakingStyle style, string text)
    {
        var parts = new ArrayBufferWriter<byte>(256 + (text.Length * sizeof(char)));
        Write(parts, PlanForm);
        Write(parts, frontEnd);
        Write(parts, voiceHash);
        Write(parts, engine);
        Write(parts, style);
        Write(parts, text.AsSpan());
        return Name(parts);
    }

    /// <summary>The style with its three numbers rounded to 0.01, as keys and engines take it.</summary>
    public static SpeakingStyle Rounded(SpeakingStyle style) =>
        style with { Intensity = Hundredths(style.Intensity) / 100f, Rate = Hundredths(style.Rate) / 100f, Pitch = Hundredths(style.Pitch) / 100f };

    private static int Hundredths(float value) => (int)Math.Round(value * 100d, MidpointRounding.AwayFromZero);

    private static void Write(ArrayBufferWriter<byte> parts, SpeakingStyle style)
    {
        Write(parts, style.Speaker);
        Write(parts, style.Emotion);
        Write(parts, Hundredths(style.Intensity));
        Write(parts, Hundredths(style.Rate));
        Write(parts, Hundredths(style.Pitch));
    }

    private static void Write(ArrayBufferWriter<byte> parts, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(parts.GetSpan(sizeof(int)), value);
        parts.Advance(sizeof(int));
    }

    private static void Write(ArrayBufferWriter<byte> parts, string name)
    {
        Write(parts, Encoding.UTF8.GetByteCount(name));
        Encoding.UTF8.GetBytes(name, parts);
    }

    private static void Write<T>(ArrayBufferWriter<byte> parts, ReadOnlySpan<T> values) where T : unmanaged
    {
        Write(parts, values.Length);
        parts.Write(MemoryMarshal.AsBytes(values));
    }

    private static string Name(ArrayBufferWriter<byte> parts) => Convert.ToHexStringLower(SHA256.HashData(parts.WrittenSpan));
}
