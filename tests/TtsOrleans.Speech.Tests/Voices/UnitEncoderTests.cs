using System.Collections.Immutable;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Tests.Voices;

public sealed class UnitEncoderTests(VoiceFixture fixture) : IClassFixture<VoiceFixture>
{
    private readonly VoiceManifest _manifest = fixture.Voice.Manifest;

    [Fact]
    public void Encode_EveryListedUnit_IsItsPosition()
    {
        var plain = _manifest.Units.Sy.Where(sy => !UnitNames.IsErhua(sy)).ToImmutableArray();

        var encoded = Encoder().Encode([.. plain.Select(sy => new SpeechUnit(sy, "tone1", "s_both", "word_both"))]);

        Assert.Equal(plain, encoded.Sy.Select(id => _manifest.Units.Sy[id]));
        Assert.Equal(Enumerable.Range(0, plain.Length), encoded.Origins);
        Assert.Equal((0, 0), (encoded.Skipped, encoded.Replaced));
    }

    [Fact]
    public void Encode_ErhuaOfAVoiceWithoutIt_SpeaksErAsASyllable()
    {
        var encoded = Encoder().Encode([new("h_c", "tone1", "s_begin", "word_begin"), new("uar_c", "tone1", "s_end", "word_end"), Break("#4")]);

        Assert.Equal(
            [
                new("h_c", "tone1", "s_begin", "word_begin"),
                new("ua_c", "tone1", "s_end", "word_middle"),
                new("ge", "tone5", "s_begin", "word_middle"),
                new("er_c", "tone5", "s_end", "word_end"),
                Break("#4"),
            ],
            Decode(encoded));
        Assert.Equal([0, 1, 1, 1, 2], encoded.Origins.AsEnumerable());
        Assert.Equal((0, 1), (encoded.Skipped, encoded.Replaced));
    }

    [Fact]
    public void Encode_ErhuaOfAVoiceTrainedOnIt_IsKept()
    {
        var encoded = Encoder(erhua: true).Encode([new("uar_c", "tone1", "s_end", "word_end")]);

        Assert.Equal([new("uar_c", "tone1", "s_end", "word_end")], Decode(encoded));
    }

    [Fact]
    public void Encode_EveryErhuaPhoneOfTheVoice_HasItsFinalListed() =>
        Assert.All(
            _manifest.Units.Sy.Where(UnitNames.IsErhua),
            sy => Assert.Equal(3, Encoder().Encode([new(sy, "tone2", "s_end", "word_end")]).Sy.Length));

    [Theory]
    [InlineData("#5", "#4")]
    [InlineData("#2", "#1")]
    [InlineData("#4?", "#4")]
    [InlineData("#3", "#4")]
    [InlineData("#", "#1")]
    public void Encode_UnlistedBreak_IsTheNearest(string asked, string expected)
    {
        var encoder = Encoder(sy => UnitNames.IsBreak(sy) && sy is not ("#1" or "#4"));

        Assert.Equal([Break(expected)], encoder.Spoken(Break(asked)));
    }

    [Fact]
    public void Encode_UnlistedEnglishPhone_IsANearOne()
    {
        var encoder = Encoder(sy => sy is "th" or "iy" or "ih");

        var encoded = encoder.Encode([English("th"), English("iy")]);

        Assert.Equal([English("s"), English("i_c")], encoder.Spoken(English("th"), English("iy")));
        Assert.Equal((0, 2), (encoded.Skipped, encoded.Replaced));
    }

    [Fact]
    public void Encode_VoiceWithoutEnglish_StillSpeaksEveryPhone()
    {
        var english = _manifest.Units.Sy.Where(sy => !EnglishPhones.Near(sy).IsEmpty).ToImmutableArray();
        Assert.Equal(39, english.Length);

        var encoded = Encoder(english.Contains).Encode([.. english.Select(English)]);

        Assert.Equal((0, 39), (encoded.Skipped, encoded.Replaced));
    }

    [Fact]
    public void Encode_UnitWithNothingNear_IsCountedLoggedAndLeftOut()
    {
        var log = new RecordingLogger();
        var encoder = new UnitEncoder(_manifest, log);

        var encoded = encoder.Encode([new("click", "tone1", "s_both", "word_both"), Break("#4")]);

        Assert.Equal([Break("#4")], Decode(encoded));
        Assert.Equal([1], encoded.Origins.AsEnumerable());
        Assert.Equal(1, encoded.Skipped);
        Assert.Contains("click", Assert.Single(log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_MoreThanTheLimit_IsRefusedWithBothNumbers()
    {
        var units = Enumerable.Repeat(Break("#1"), _manifest.Limits.MaxUnits).ToImmutableArray();
        Assert.Equal(units.Length, Encoder().Encode(units).Sy.Length);

        var fault = Assert.Throws<TooManyUnitsException>(() => Encoder().Encode(units.Add(Break("#4"))));

        Assert.Equal((601, 600), (fault.Units, fault.Limit));
        Assert.Contains("601", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_AnyUnits_NeverCrashesAndAccountsForEach()
    {
        var names = Gen.OneOf(One(_manifest.Units.Sy), Gen.String[0, 5], Gen.String[0, 3].Select(text => "#" + text), Gen.String[0, 3].Select(text => text + "r_c"));
        var unit = Gen.Select(names, Gen.OneOf(One(_manifest.Units.Tone), Gen.String), Gen.String, Gen.OneOf(One(_manifest.Units.WordSegment), Gen.String))
            .Select((sy, tone, flag, position) => new SpeechUnit(sy, tone, flag, position));
        var encoder = Encoder();

        unit.Array[0, 100].Sample(units =>
        {
            var encoded = encoder.Encode([.. units]);
            var lengths = new[] { encoded.Sy.Length, encoded.Tone.Length, encoded.SyllableFlag.Length, encoded.WordSegment.Length, encoded.Origins.Length };
            return lengths.Distinct().Count() == 1
                && encoded.Origins.SequenceEqual(encoded.Origins.Order())
                && encoded.Origins.Distinct().Count() + encoded.Skipped == units.Length;
        });
    }

    private static Gen<string> One(ImmutableArray<string> names) => Gen.Int[0, names.Length - 1].Select(index => names[index]);

    private static SpeechUnit Break(string sy) => new(sy, "none", "s_none", "word_none");

    private static SpeechUnit English(string sy) => new(sy, "tone1", "s_middle", "word_middle");

    private Subject Encoder(Func<string, bool>? without = null, bool erhua = false) =>
        new(_manifest with { Erhua = erhua, Units = _manifest.Units with { Sy = [.. _manifest.Units.Sy.Where(sy => without?.Invoke(sy) != true)] } });

    private SpeechUnit[] Decode(EncodedUnits encoded) => Subject.Decode(_manifest, encoded);

    /// <summary>An encoder with the inventory that its ids belong to.</summary>
    private sealed class Subject(VoiceManifest manifest)
    {
        private readonly UnitEncoder _encoder = new(manifest, NullLogger.Instance);

        public EncodedUnits Encode(ImmutableArray<SpeechUnit> units) => _encoder.Encode(units);

        public SpeechUnit[] Spoken(params ImmutableArray<SpeechUnit> units) => Decode(manifest, Encode(units));

        public static SpeechUnit[] Decode(VoiceManifest manifest, EncodedUnits encoded) =>
            [.. encoded.Sy.Select((id, index) => new SpeechUnit(
                manifest.Units.Sy[id],
                manifest.Units.Tone[encoded.Tone[index]],
                manifest.Units.SyllableFlag[encoded.SyllableFlag[index]],
                manifest.Units.WordSegment[encoded.WordSegment[index]]))];
    }
}
