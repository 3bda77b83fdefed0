using System.Net;
using System.Text;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Jobs.Ordering;

namespace TtsOrleans.Gateway.Tests.Jobs.Ordering;

public sealed class TextDecoderTests
{
    private const string Chinese = "第一章 空山\r\n　　空山新雨后，天气晚来秋。\r\n　　“明月松间照”，他说。\r\n";
    private static readonly Encoding s_gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    public static TheoryData<string, byte[], string> Texts()
    {
        var data = new TheoryData<string, byte[], string>();
        foreach (var text in new[] { Chinese, "空山新雨后天气晚来秋", "Hello, world.\n", "a", "中", "山\n", "𠮷野家😀\n第二行。\n", "①②③ café ñ\n", "" })
        {
            data.Add("utf-8", Encoding.UTF8.GetBytes(text), text);
            data.Add("utf-8 marked", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], text);
            data.Add("utf-16 le marked", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], text);
            data.Add("utf-16 be marked", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], text);
            data.Add("gb18030 marked", [0x84, 0x31, 0x95, 0x33, .. s_gb18030.GetBytes(text)], text);
        }

        foreach (var text in new[] { Chinese, "空山新雨后，天气晚来秋。", "Hello, world.\n", "　　他说：“好。”\n" })
        {
            data.Add("utf-16 le", Encoding.Unicode.GetBytes(text), text);
            data.Add("utf-16 be", Encoding.BigEndianUnicode.GetBytes(text), text);
            data.Add("gb18030", s_gb18030.GetBytes(text), text);
        }

        data.Add("gb18030 of four bytes", s_gb18030.GetBytes("㐀㐁𠮷，空山新雨后。"), "㐀㐁𠮷，空山新雨后。");
        return data;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Decode_FindsTheEncoding(string encoding, byte[] bytes, string expected) =>
        Assert.True(expected == TextDecoder.Decode(bytes), $"{encoding}: '{TextDecoder.Decode(bytes)}'");

    [Theory]
    [InlineData("EFBBBFE7A9")] // marked UTF-8, cut short
    [InlineData("FFFE00D8")] // marked UTF-16, half a pair
    [InlineData("FFFE4100420043")] // marked UTF-16, half a unit
    [InlineData("89504E470D0A1A0A0000000D49484452000000")] // a picture
    [InlineData("504B0304140000000800FFFFFFFF")] // an archive
    [InlineData("FFFFFFFF")]
    [InlineData("00000000")]
    public void Decode_WhatIsNoText_IsRefused(string hex)
    {
        var problem = Assert.Throws<ApiProblem>(() => TextDecoder.Decode(Convert.FromHexString(hex)));

        Assert.Equal((int)HttpStatusCode.UnsupportedMediaType, problem.Status);
        Assert.Contains("Save it as UTF-8.", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_EveryCommonCharacter_InEveryEncoding()
    {
        var text = string.Concat(Enumerable.Range(0x4E00, 0x9FA6 - 0x4E00).Select(value => new Rune(value).ToString()));
        Assert.Equal(text, TextDecoder.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(text, TextDecoder.Decode(Encoding.Unicode.GetBytes(text)));
        Assert.Equal(text, TextDecoder.Decode(Encoding.BigEndianUnicode.GetBytes(text)));
        Assert.Equal(text, TextDecoder.Decode(s_gb18030.GetBytes(text)));
    }
}
