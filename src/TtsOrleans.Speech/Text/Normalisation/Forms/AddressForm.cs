using System.Collections.Frozen;
using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Web and mail addresses: words and letters, digits one by one, marks by name.</summary>
internal sealed class AddressForm : INumberForm
{
    private static readonly FrozenSet<string> Domains = new[]
    {
        "com", "cn", "net", "org", "io", "ai", "edu", "gov", "app", "dev", "me", "tv", "cc", "info", "xyz", "top", "co", "uk", "jp", "de", "hk", "tw", "us",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public int Read(Passage passage, int at, SpokenText spoken)
    {
        if ((!Script.IsLatin(passage[at]) && !Script.IsDigit(passage[at])) || Script.IsLatin(passage[at - 1]) || Script.IsDigit(passage[at - 1]))
        {
            return at;
        }

        var end = at;
        while (passage[end] is > ' ' and < 0x7F)
        {
            end++;
        }

        while (end > at && passage[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or ']' or '}' or '\'' or '"')
        {
            end--;
        }

        if (!IsAddress(passage.Text(at, end)))
        {
            return at;
        }

        for (var i = at; i < end;)
        {
            i = ReadPart(passage, i, spoken);
        }

        return end;
    }

    private static int ReadPart(Passage passage, int at, SpokenText spoken)
    {
        var letters = passage.Letters(at);
        if (letters > 0)
        {
            spoken.Copy(at, at + letters);
            return at + letters;
        }

        if (Script.IsDigit(passage[at]))
        {
            spoken.SayDigits(at, at + 1, yao: false);
            return at + 1;
        }

        if (passage.Follows(at, "://"))
        {
            spoken.Say("冒号双斜杠", at, at + 3);
            return at + 3;
        }

        spoken.Say(Name(passage[at]), at, at + 1);
        return at + 1;
    }

    private static string Name(int mark) => mark switch
    {
        '.' => "点",
        '@' => "艾特",
        '/' => "斜杠",
        ':' => "冒号",
        '-' => "杠",
        '_' => "下划线",
        '#' => "井号",
        '?' => "问号",
        '=' => "等于",
        '&' => "和",
        '%' => "百分号",
        '+' => "加",
        '~' => "波浪号",
        _ => "",
    };

    private static bool IsAddress(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at > 0)
        {
            return text.IndexOf('.', at) > at + 1;
        }

        var host = text.AsSpan();
        var cut = host.IndexOfAny('/', '?', ':');
        host = cut < 0 ? host : host[..cut];
        var dot = host.LastIndexOf('.');
        return dot > 0 && char.IsAsciiLetterOrDigit(host[dot - 1]) && host[..dot].ContainsAnyInRange('A', 'z') && Domains.Contains(host[(dot + 1)..].ToString());
    }
}
