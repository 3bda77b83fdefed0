using TtsOrleans.Speech.Text;

namespace TtsOrleans.Speech.Tests.Text;

public class TextFrontEndTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   \n\t")]
    [InlineData("，。！？……")]
    [InlineData("😀👍🏽")]
    [InlineData("\ud800\udc00\udfff\ud800")]
    [InlineData("\u200b\ufeff\u0301")]
    [InlineData("+ - * / = %")]
    public void A_text_with_nothing_to_read_has_no_pieces(string text) => Assert.Empty(FrontEnd.Read(text));

    [Fact]
    public void Pieces_are_read_only_when_asked_for()
    {
        using var cancellation = new CancellationTokenSource();
        var text = string.Concat(Enumerable.Repeat("今天天气不错。", 3_000));
        using var pieces = FrontEnd.Instance.Read(text, cancellation.Token).GetEnumerator();

        Assert.True(pieces.MoveNext());
        Assert.Equal("今天天气不错。", pieces.Current.Text);
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => pieces.MoveNext());
    }

    [Fact]
    public void What_cannot_be_read_goes_to_the_next_piece_and_at_the_end_to_the_last()
    {
        var pieces = FrontEnd.Read("😀😀你好。\n😀\n再见。\n\n😀。");

        Assert.Equal(["😀😀你好。\n", "😀\n再见。\n\n😀。"], pieces.Select(piece => piece.Text));
    }

    [Fact]
    public async Task Many_threads_read_as_one()
    {
        string[] texts = ["银行行长在重庆。", "我们2024年5月1日12:30见面，好不好？", "Hello，请说一下GPT4的重点。", "他长大了，头发也长长了。"];
        string[] expected = [.. texts.Select(FrontEnd.Units)];
        var start = new TaskCompletionSource();

        var readers = Enumerable.Range(0, 8).Select(async _ =>
        {
            await start.Task;
            return Enumerable.Range(0, 50).SelectMany(_ => texts.Select(FrontEnd.Units)).Chunk(texts.Length).All(units => units.SequenceEqual(expected));
        }).ToArray();
        start.SetResult();

        Assert.All(await Task.WhenAll(readers), Assert.True);
    }

    [Fact]
    public void The_version_names_rules_and_data()
    {
        using var again = TextFrontEnd.Load(FrontEnd.Folder);

        Assert.Matches("^[0-9]+-[0-9a-f]{16}$", FrontEnd.Instance.Version);
        Assert.Equal(FrontEnd.Instance.Version, again.Version);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "no-such-frontend");

        var exception = Assert.ThrowsAny<IOException>(() => TextFrontEnd.Load(folder));

        Assert.Contains("no-such-frontend", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_tell_their_dictionary_reading_where_it_changed()
    {
        var characters = FrontEnd.Read("你好，不去。").SelectMany(piece => piece.Words).SelectMany(word => word.Characters);

        Assert.Equal(
            [("你", "ni2", "ni3"), ("好", "hao3", null), ("，", null, null), ("不", "bu2", "bu4"), ("去", "qu4", null), ("。", null, null)],
            characters.Select(character => (character.Text, character.Pinyin, character.Lexical)));
    }

    [Fact]
    public void A_character_that_is_half_of_a_rewritten_run_belongs_to_it()
    {
        var word = FrontEnd.Read("在12:30ａ㎡").Single().Words[^1];

        Assert.Equal("12:30ａ㎡", word.Text);
        Assert.Equal("shang4 wu3 shi2 er4 dian3 san1 shi2 fen1 ping2 fang1", Assert.Single(word.Characters).Pinyin);
    }

    [Fact]
    public void A_number_is_one_character_of_the_text()
    {
        var word = FrontEnd.Read("共1,234元。").Single().Words.Single(word => word.Text.Contains('1', StringComparison.Ordinal));

        Assert.Equal("1,234", word.Characters[0].Text);
        Assert.Equal(1, word.Characters[0].Start);
        Assert.Equal("yi4 qian1 er4 bai3 san1 shi2 si4", word.Characters[0].Pinyin);
    }
}
