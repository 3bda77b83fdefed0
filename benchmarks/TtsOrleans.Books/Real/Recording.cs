using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TtsOrleans.Books.Real;

/// <summary>A WAV file that was read to its end.</summary>
/// <param name="Bytes">Of its samples.</param>
/// <param name="Seconds">Length.</param>
internal readonly record struct Recording(long Bytes, double Seconds)
{
    private const int HeaderBytes = 44;

    /// <summary>Reads it; its samples go to <paramref name="digests"/>.</summary>
    /// <exception cref="InvalidOperationException">It is no WAV file, or shorter or longer than its header says.</exception>
    public static async Task<Recording> ReadAsync(Stream file, params IncrementalHash[] digests)
    {
        var header = new byte[HeaderBytes];
        await file.ReadExactlyAsync(header);
        Check.That(header.AsSpan().StartsWith("RIFF"u8), "The audio is no WAV file of less than 4 GiB.");
        var buffer = new byte[256 * 1024];
        var bytes = 0L;
        for (int read; (read = await file.ReadAsync(buffer)) > 0; bytes += read)
        {
            foreach (var digest in digests)
            {
                digest.AppendData(buffer, 0, read);
            }
        }

        var said = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(40));
        Check.That(bytes == said, $"A WAV file of {said} bytes of samples came with {bytes}.");
        return new(bytes, bytes / (double)BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(28)));
    }
}
