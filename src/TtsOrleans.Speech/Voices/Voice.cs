using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace TtsOrleans.Speech.Voices;

/// <summary>A voice folder, read and checked; immutable.</summary>
public sealed class Voice
{
    private Voice(VoiceManifest manifest, string directory, string hash, UnitEncoder units)
    {
        Manifest = manifest;
        Directory = directory;
        Hash = hash;
        Units = units;
    }

    /// <summary>What the voice says of itself.</summary>
    public VoiceManifest Manifest { get; }

    /// <summary>Its folder, absolute.</summary>
    public string Directory { get; }

    /// <summary>SHA-256 over manifest and weights, lower-case hexadecimal: two voices with one hash sound the same.</summary>
    public string Hash { get; }

    /// <summary>From the front end's units to this voice's ids.</summary>
    public UnitEncoder Units { get; }

    /// <summary>The acoustic network's file.</summary>
    public string AcousticPath => Path.Combine(Directory, Manifest.Acoustic.File);

    /// <summary>The vocoder network's file.</summary>
    public string VocoderPath => Path.Combine(Directory, Manifest.Vocoder.File);

    /// <summary>Reads a voice's folder, all its files once.</summary>
    /// <exception cref="VoiceException">A file is missing, cannot be read, or the manifest is wrong.</exception>
    public static Voice Read(string directory, ILogger logger)
    {
        var path = Path.GetFullPath(directory);
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        try
        {
            var json = File.ReadAllBytes(Path.Combine(path, VoiceManifestReader.FileName));
            var manifest = VoiceManifestReader.Read(json, folder);
            return new(manifest, path, Digest(json, path, manifest), new UnitEncoder(manifest, logger));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new VoiceException($"Voice '{folder}': {fault.Message}", fault);
        }
    }

    /// <summary>Each part goes in behind its length, so that bytes cannot move from one file to the next unnoticed.</summary>
    private static string Digest(byte[] json, string directory, VoiceManifest manifest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes((long)json.Length));
        hash.AppendData(json);
        var buffer = new byte[128 * 1024];
        foreach (var name in new[] { manifest.Acoustic.File, manifest.Vocoder.File })
        {
            using var file = File.OpenRead(Path.Combine(directory, name));
            hash.AppendData(BitConverter.GetBytes(file.Length));
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
