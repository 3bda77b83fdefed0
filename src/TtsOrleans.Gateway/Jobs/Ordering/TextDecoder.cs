using System.Diagnostics.CodeAnalysis;
using System.Text;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>
/// Bytes of a text file as text: UTF-8, UTF-16 or GB18030. A byte order mark decides; without one UTF-8 where it is valid, then UTF-16 where that
/// makes a likely text, then GB18030. Nothing is replaced: bytes that are no text in the encoding found are refused.
/// </summary>
internal static class TextDecoder
{
    private const int SampleBytes = 64 * 1024;

    /// <summary>Share of the usual characters above which UTF-16 is believed.</summary>
    private const double Likely = 0.9;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16Big = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding s_gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly (byte[] Mark, Encoding Encoding)[] s_marks =
    [
        ([0xEF, 0xBB, 0xBF], s_utf8),
        ([0x84, 0x31, 0x95, 0x33], s_gb18030),
        ([0xFF, 0xFE], s_utf16),
        ([0xFE, 0xFF], s_utf16Big),
    ];

    /// <summary>The text, without its byte order mark.</summary>
    /// <exception cref="ApiProblem">It is no text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, encoding) in s_marks)
        {
            if (bytes.StartsWith(mark))
            {
                return TryDecode(encoding, bytes[mark.Length..], out var marked) ? marked : throw NoText($"it begins with the mark of {encoding.WebName}, but is not valid {encoding.WebName}");
            }
        }

        return TryDecode(s_utf8, bytes, out var text)
            || (FindUtf16(bytes) is { } utf16 && TryDecode(utf16, bytes, out text))
            || TryDecode(s_gb18030, bytes, out text)
                ? text
                : throw NoText("it is neither UTF-8 nor UTF-16 nor GB18030");
    }

    /// <summary>A text holds no zero: what decodes to one is another encoding, or no text.</summary>
    private static bool TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = encoding.GetString(bytes);
            return !text.Contains('\0');
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }

    private static UnicodeEncoding? FindUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length % 2 != 0)
        {
            return null;
        }

        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        var little = Likelihood(sample, low: 0);
        var big = Likelihood(sample, low: 1);
        return Math.Max(little, big) < Likely ? null : little >= big ? s_utf16 : s_utf16Big;
    }

    /// <summary>Share of the units that are ASCII with its zero byte, Chinese, or Chinese punctuation.</summary>
    private static double Likelihood(ReadOnlySpan<byte> sample, int low)
    {
        var usual = 0;
        for (var at = 0; at < sample.Length; at += 2)
        {
            var unit = sample[at + low] | (sample[at + 1 - low] << 8);
            usual += unit is '\t' or '\n' or '\r' or (>= 0x20 and < 0x7F) or (>= 0x2010 and <= 0x2026) or (>= 0x3000 and <= 0x303F) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xFF01 and <= 0xFF5E) ? 1 : 0;
        }

        return usual / (sample.Length / 2.0);
    }

    private static ApiProblem NoText(string why) =>
        ApiProblem.UnsupportedMediaType($"The file is not read as text: {why}. Save it as UTF-8.");
}
