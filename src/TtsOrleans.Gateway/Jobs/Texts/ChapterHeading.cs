using System.Text.RegularExpressions;

namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>Lines of plain text that begin a chapter: 第一章 …, 第12回 …, 序, 楔子, 尾声, Chapter 3 ….</summary>
internal static partial class ChapterHeading
{
    /// <summary>No longer line is a heading: whoever says "第一章" in a sentence begins no chapter.</summary>
    private const int Longest = 50;

    /// <summary>The heading that a line is, without the spaces around it; null if it is a paragraph.</summary>
    public static string? Find(string line)
    {
        var heading = line.Trim();
        return heading.Length is > 0 and <= Longest && !EndsAsSentence(heading) && (Numbered().IsMatch(heading) || Named().IsMatch(heading) || English().IsMatch(heading))
            ? heading
            : null;
    }

    private static bool EndsAsSentence(string heading) => "。，；：、,;:”’".Contains(heading[^1]);

    [GeneratedRegex("^第[0-9０-９零〇○一二三四五六七八九十百千万两]{1,12}[章回节卷部篇集幕折](?!的)")]
    private static partial Regex Numbered();

    [GeneratedRegex("^(序|序章|序言|序幕|自序|代序|前言|引子|引言|楔子|正文|尾声|终章|后记|跋|番外[0-9０-９零〇一二三四五六七八九十]{0,4}|附录[0-9０-９一二三四五六七八九十]{0,3})([ \t　:：·—-]+.{1,40})?$")]
    private static partial Regex Named();

    [GeneratedRegex("^((chapter|part|book)[ \t]+([0-9]{1,4}|[ivxlcdm]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b|(prologue|epilogue|preface|foreword|introduction|afterword)[ \t]*([:.—-].*)?$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex English();
}
