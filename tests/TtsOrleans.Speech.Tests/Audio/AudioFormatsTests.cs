using System.ComponentModel.DataAnnotations;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

public sealed class AudioFormatsTests
{
    [Theory]
    [InlineData("wav", "audio/wav", false)]
    [InlineData("pcm", "audio/pcm", false)]
    [InlineData("MP3", "audio/mpeg", true)]
    [InlineData("opus", "audio/ogg", true)]
    [InlineData("flac", "audio/flac", true)]
    [InlineData("aac", "audio/aac", true)]
    public void Find_Name_GivesTypeAndWhetherItIsEncoded(string name, string mediaType, bool encoded)
    {
        var format = AudioFormats.Find(name)!;

        Assert.Equal((mediaType, encoded, "." + name.ToLowerInvariant()), (format.MediaType, format.NeedsEncoder, format.Extension));
    }

    [Fact]
    public void Find_Unknown_IsNull() => Assert.Null(AudioFormats.Find("wma"));

    [Theory]
    [InlineData(0, 2, "Encoder:MaxProcesses")]
    [InlineData(257, 2, "Encoder:MaxProcesses")]
    [InlineData(16, 61, "Encoder:WaitSeconds")]
    public void FfmpegOptions_OutOfRange_NamesTheKey(int processes, double wait, string key)
    {
        var options = new FfmpegOptions { MaxProcesses = processes, WaitSeconds = wait };

        var fault = Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new(options), validateAllProperties: true));

        Assert.StartsWith(key, fault.Message, StringComparison.Ordinal);
    }
}
