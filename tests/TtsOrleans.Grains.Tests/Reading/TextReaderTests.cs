using TtsOrleans.Abstractions.Reading;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Reading;

[Collection(TwoSilosCollection.Name)]
public sealed class TextReaderTests(TwoSilos silos)
{
    [Fact]
    public async Task Phonemize_gives_readings_at_their_places_and_sandhi_beside_the_dictionary()
    {
        const string text = "你好。一个人。";
        var read = await silos.Grains.GetGrain<ITextReader>(0).Phonemize(text);
        Assert.Equal(["你好。", "一个人。"], read.Sentences.Select(sentence => sentence.Text));
        var characters = read.Sentences.SelectMany(sentence => sentence.Words).SelectMany(word => word.Characters).ToList();
        Assert.All(characters, character => Assert.Equal(character.Text, text.Substring(character.Start, character.Text.Length)));
        Assert.Equal(("ni2", "ni3"), (characters[0].Pinyin, characters[0].Lexical));
        Assert.Null(characters.Single(character => character.Start == 2).Pinyin);
        Assert.NotEmpty(read.Units);
    }

    [Fact]
    public async Task Phonemize_nothing_to_read_is_empty() =>
        Assert.Empty((await silos.Grains.GetGrain<ITextReader>(0).Phonemize("……")).Sentences);
}
