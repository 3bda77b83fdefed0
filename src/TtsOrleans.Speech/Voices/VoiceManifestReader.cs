using System.Text.Json;
using System.Text.Json.Serialization;

namespace TtsOrleans.Speech.Voices;

/// <summary>Reads <c>voice.json</c> strictly. Unknown members are allowed: voices may carry notes of their own.</summary>
internal static class VoiceManifestReader
{
    /// <summary>The manifest's file name in a voice's folder.</summary>
    public const string FileName = "voice.json";

    /// <summary>Parses and checks a manifest.</summary>
    /// <param name="json">The file's bytes, UTF-8.</param>
    /// <param name="folder">The name of the voice's folder, which the voice must bear.</param>
    /// <exception cref="VoiceException">It is no manifest of format 1, or one of its values cannot be: the message lists everything found.</exception>
    public static VoiceManifest Read(ReadOnlySpan<byte> json, string folder)
    {
        var manifest = Parse(json, folder);
        var faults = VoiceManifestRules.Check(manifest, folder).ToList();
        return faults.Count == 0
            ? manifest
            : throw new VoiceException($"Voice '{folder}': {FileName}: {string.Join("; ", faults)}.");
    }

    private static VoiceManifest Parse(ReadOnlySpan<byte> json, string folder)
    {
        try
        {
            var text = json.StartsWith("\uFEFF"u8) ? json[3..] : json;
            return JsonSerializer.Deserialize(text, VoiceManifestJson.Default.VoiceManifest)
                ?? throw new VoiceException($"Voice '{folder}': {FileName} holds null.");
        }
        catch (JsonException fault)
        {
            throw new VoiceException($"Voice '{folder}': {FileName} cannot be read: {fault.Message}", fault);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(VoiceManifest))]
internal sealed partial class VoiceManifestJson : JsonSerializerContext;
