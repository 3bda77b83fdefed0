using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Telephone numbers, digit by digit with 幺 for 1 and a pause between their groups.</summary>
internal sealed class PhoneForm : INumberForm
{
    private const int MaxGroups = 3;

    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var start = at;
        var country = passage.FollowsAny(at, "+86", "+852", "+853", "+886", "+1");
        if (country is not null)
        {
            start = at + country.Length;
            start += passage[start] is ' ' or '-' ? 1 : 0;
        }

        var area = AreaCode(passage, start);
        var groups = Groups(passage, start + area);
        while (groups.Count > 0 && !IsPhone(passage, groups, area > 0, country is not null))
        {
            groups.RemoveAt(groups.Count - 1);
        }

        if (groups.Count == 0)
        {
            return at;
        }

        if (country is not null)
        {
            spoken.Say("加", at, at + 1);
            spoken.SayDigits(at + 1, at + country.Length, yao: true);
            spoken.Pause(start);
        }

        if (area > 0)
        {
            spoken.SayDigits(start, start + area, yao: true);
            spoken.Pause(start + area);
        }

        Say(groups, spoken);
        return groups[^1].To;
    }

    private static void Say(List<(int From, int To)> groups, SpokenText spoken)
    {
        if (groups is [var (from, to)] && to - from == 11)
        {
            groups = [(from, from + 3), (from + 3, from + 7), (from + 7, to)];
        }

        for (var i = 0; i < groups.Count; i++)
        {
            if (i > 0)
            {
                spoken.Pause(groups[i].From);
            }

            spoken.SayDigits(groups[i].From, groups[i].To, yao: true);
        }
    }

    /// <summary>Length of an area code in brackets: (010).</summary>
    private static int AreaCode(Passage passage, int at)
    {
        var digits = passage[at] is '(' or '（' && passage[at + 1] == '0' ? passage.Digits(at + 1) : 0;
        if (digits is not (3 or 4) || passage[at + 1 + digits] is not (')' or '）'))
        {
            return 0;
        }

        return digits + 2 + (passage[at + digits + 2] is ' ' or '-' ? 1 : 0);
    }

    private static List<(int From, int To)> Groups(Passage passage, int at)
    {
        var groups = new List<(int, int)>();
        while (groups.Count < MaxGroups && passage.Digits(at) is var count and > 0)
        {
            groups.Add((at, at + count));
            at += count;
            if (passage[at] is not ('-' or ' '))
            {
                break;
            }

            at++;
        }

        return groups;
    }

    private static bool IsPhone(Passage passage, List<(int From, int To)> groups, bool hasArea, bool hasCountry)
    {
        if (Script.IsDigit(passage[groups[^1].To]) || Script.IsLatin(passage[groups[^1].To]) || passage[groups[^1].To] == '.')
        {
            return false;
        }

        var first = passage[groups[0].From];
        int[] sizes = [.. groups.Select(group => group.To - group.From)];
        var isMobile = first == '1' && passage[groups[0].From + 1] >= '3';
        var isService = passage.FollowsAny(groups[0].From, "400", "800") is not null;
        return sizes switch
        {
            [7 or 8] => hasArea,
            [10] => isService || hasCountry,
            [11] => isMobile || first == '0',
            [12] => first == '0',
            [3, 7] => isService || first == '0',
            [3 or 4, 7 or 8] => first == '0',
            [2 or 3, 7 or 8] => hasCountry,
            [3, 4, 4] => isMobile,
            [3, 3, 4] => isService || hasCountry,
            [3, 4, 3] => isService,
            _ => false,
        };
    }
}
