using System.Text;
using System.Text.Json.Nodes;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Tests.Voices;

public sealed class VoiceManifestReaderTests
{
    private static readonly string s_lanshan = File.ReadAllText(Path.Combine(RepositoryTree.Models, "lanshan", "voice.json"));

    [Fact]
    public void Read_EmbeddedVoice_GivesWhatIsWritten()
    {
        var manifest = Read(s_lanshan);

        Assert.Equal("lanshan", manifest.Family);
        Assert.Equal(24_000, manifest.SampleRate);
        Assert.Equal(300, manifest.Hop);
        Assert.Equal(32, manifest.Vocoder.Context);
        Assert.False(manifest.Erhua);
        Assert.Equal(["lan", "shan"], manifest.Speakers.Select(speaker => speaker.Name));
        Assert.Equal("gentle", manifest.Emotions[7].Name);
        Assert.Equal(new VoiceRange(0.5f, 2), manifest.Limits.Rate);
        Assert.Equal(600, manifest.Limits.MaxUnits);
        Assert.Equal("#4!", manifest.Units.Sy[^1]);
    }

    [Fact]
    public void Read_UnknownMemberAndByteOrderMark_AreAllowed()
    {
        var json = JsonNode.Parse(s_lanshan)!;
        json["note"] = "made in autumn";

        Assert.Equal("lanshan", Read("\uFEFF" + json.ToJsonString()).Name);
    }

    [Theory]
    [InlineData("format", "2", "format is 2")]
    [InlineData("family", "\" \"", "family is empty")]
    [InlineData("name", "\"other\"", "differs from the folder's")]
    [InlineData("sampleRate", "100", "sampleRate 100")]
    [InlineData("hop", "0", "hop 0")]
    [InlineData("acoustic", "{\"file\":\"../acoustic.onnx\"}", "acoustic.file '../acoustic.onnx' is not the plain name")]
    [InlineData("vocoder", "{\"file\":\"/etc/passwd\",\"context\":32}", "vocoder.file '/etc/passwd'")]
    [InlineData("vocoder", "{\"file\":\"vocoder.onnx\",\"context\":-1}", "vocoder.context -1")]
    [InlineData("vocoder", "{\"file\":\"..\",\"context\":1}", "vocoder.file '..'")]
    [InlineData("vocoder", "{\"file\":\"vocoder.onnx\"}", "context")]
    [InlineData("speakers", "[]", "speakers is empty")]
    [InlineData("speakers", "[{\"id\":0,\"name\":\"a\",\"gender\":\"\",\"description\":\"\"},{\"id\":0,\"name\":\"a\",\"gender\":\"\",\"description\":\"\"}]", "speakers has id 0 twice; speakers has the name 'a' twice")]
    [InlineData("emotions", "[{\"id\":1,\"name\":\"happy\",\"label\":\"\"}]", "no id 0")]
    [InlineData("limits", "{\"maxUnits\":1,\"rate\":[0,2],\"pitch\":[1,6],\"intensity\":[0.5,1]}", "limits.maxUnits 1 is not within 16 … 8192; limits.rate is not a positive range that holds 1; limits.pitch does not hold 0; limits.intensity")]
    [InlineData("limits", "{\"maxUnits\":600,\"rate\":[0.5,2,3],\"pitch\":[-6,6],\"intensity\":[0,1]}", "exactly two numbers")]
    [InlineData("units", "{\"sy\":[\"a\",\"a\"],\"tone\":[],\"syllableFlag\":[\"s_none\"],\"wordSegment\":[\"\"]}", "units.sy lists 'a' twice; units.tone has 0 entries")]
    [InlineData("units", "null", "cannot be read")]
    [InlineData("speakers", "null", "cannot be read")]
    [InlineData("erhua", "\"no\"", "cannot be read")]
    public void Read_OneWrongMember_SaysWhich(string member, string value, string expected)
    {
        var json = JsonNode.Parse(s_lanshan)!;
        json[member] = JsonNode.Parse(value);

        var fault = Assert.Throws<VoiceException>(() => Read(json.ToJsonString()));

        Assert.Contains("Voice 'lanshan'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Read_NoManifest_IsRefused(string json) => Assert.Throws<VoiceException>(() => Read(json));

    [Fact]
    public void Read_EachMemberMissing_IsRefused()
    {
        foreach (var member in JsonNode.Parse(s_lanshan)!.AsObject().Select(pair => pair.Key).ToList())
        {
            var json = JsonNode.Parse(s_lanshan)!.AsObject();
            json.Remove(member);
            var fault = Assert.Throws<VoiceException>(() => Read(json.ToJsonString()));
            Assert.Contains(member, fault.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static VoiceManifest Read(string json) => VoiceManifestReader.Read(Encoding.UTF8.GetBytes(json), "lanshan");
}
