using CsCheck;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Speech.Tests.Text;

/// <summary>Whatever the text: the pieces cover it without gap or overlap, and each is a well-formed run of units.</summary>
public class PieceTilingTests
{
    private const int MaxCharacters = 60;
    private const int MaxUnits = 400;

    private static readonly string[] Snippets =
    [
        "今天", "天气", "不错", "，", "。", "！", "？", "“", "”", "（", "）", "…", "——", "\n", "\r\n", " ", "\t", "12", "3.14", "1/2", "2024-05-01", "12:30", "-5", "℃", "%", "$", "¥",
        "km/h", "Hello", "GPT", "iPhone", "it's", "U.S.", "@", "a@b.com", "http://x.cn/?a=1", "13800138000", "①", "½", "Ⅲ", "α", "😀", "👨‍👩‍👧", "\u200b", "\ud800", "\udc00", "ａ", "é", "e\u0301",
        "㎡", "々", "〇", "儿", "一", "不", "了", "𠮷", "ひらがな", "한글", "ß", "×", "=", ">", "\"", "'", "’", ".", "..", "、", "；", "：", "㏂", "㍿", "0.", "1,234,567", "99999999999999999999", "5-", "10%", "2~", "/", ":", "+", "&", "#", "万", "第", "年", "个", "号",
    ];

    private static readonly Gen<string> Part = Gen.Int[0, Snippets.Length - 1].Select(index => Snippets[index]);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char.Array[0, 60].Select(characters => new string(characters)),
        Gen.OneOf(Gen.Char['\u4e00', '\u9fff'].Select(character => character.ToString()), Part).Array[0, 150].Select(parts => string.Concat(parts)),
        Part.Array[0, 120].Select(parts => string.Concat(parts)),
        Gen.Select(Part, Gen.Int[1, 700]).Select((part, count) => string.Concat(Enumerable.Repeat(part, count))));

    [Fact]
    public void Pieces_cover_any_text() => Texts.Sample(
        text =>
        {
            var pieces = FrontEnd.Read(text);

            Assert.Equal(pieces.Length == 0 ? "" : text, string.Concat(pieces.Select(piece => piece.Text)));
            var start = 0;
            foreach (var piece in pieces)
            {
                Assert.Equal(start, piece.Start);
                Assert.Equal(text.Substring(piece.Start, piece.Length), piece.Text);
                start += piece.Length;
            }
        },
        iter: 1_000);

    [Fact]
    public void Units_of_any_text_are_well_formed() => Texts.Sample(
        text =>
        {
            foreach (var piece in FrontEnd.Read(text))
            {
                Assert.InRange(piece.Units.Length, 2, MaxUnits);
                Assert.Matches("^#(3|4|4\\?|4!)$", piece.Units[^1].Sy);
                Assert.DoesNotContain(piece.Units[..^1], unit => unit.Sy.StartsWith("#4", StringComparison.Ordinal));
                Assert.DoesNotContain(piece.Units.Zip(piece.Units.Skip(1)), pair => pair.First.Sy[0] == '#' && pair.Second.Sy[0] == '#');
                Assert.NotEqual('#', piece.Units[0].Sy[0]);
            }
        },
        iter: 1_000);

    [Fact]
    public void Words_of_any_text_say_where_they_stand() => Texts.Sample(
        text =>
        {
            foreach (var piece in FrontEnd.Read(text))
            {
                CheckWords(text, piece);
            }
        },
        iter: 1_000);

    [Fact]
    public void No_piece_is_longer_than_is_spoken_in_one_run() => Texts.Sample(
        text =>
        {
            foreach (var piece in FrontEnd.Read(text))
            {
                TextWord[] words = [.. piece.Words.Where(word => word.UnitCount > 0)];
                var length = words[^1].Start + words[^1].Text.Length - words[0].Start;
                Assert.True(words.Length == 1 || length <= MaxCharacters, $"{length} characters: {piece.Text}");
            }
        },
        iter: 1_000);

    private static void CheckWords(string text, TextPiece piece)
    {
        var unit = 0;
        var position = piece.Start;
        foreach (var word in piece.Words)
        {
            Assert.True(word.Start >= position, $"{word.Text} stands before the end of the word before it");
            Assert.Equal(text.Substring(word.Start, word.Text.Length), word.Text);
            Assert.InRange(word.Start + word.Text.Length, piece.Start, piece.Start + piece.Length);
            position = word.Start + word.Text.Length;
            if (word.UnitCount > 0)
            {
                Assert.Equal(unit, word.FirstUnit);
                unit = word.FirstUnit + word.UnitCount + 1;
                Assert.Equal('#', piece.Units[unit - 1].Sy[0]);
            }

            Assert.InRange(word.FirstUnit, 0, piece.Units.Length - 1);
            Assert.All(word.Characters, character => Assert.Equal(text.Substring(character.Start, character.Text.Length), character.Text));
            Assert.All(word.Characters, character => Assert.Equal(character.UnitCount > 0, character.Pinyin is not null));
        }

        Assert.Equal(piece.Units.Length, unit);
    }
}
