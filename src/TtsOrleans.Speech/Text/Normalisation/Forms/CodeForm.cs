using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Strings of digits that count nothing: identity and order numbers, rooms, models, passwords. Digit by digit, 1 as 幺.</summary>
internal sealed class CodeForm : INumberForm
{
    /// <summary>From this many digits on a number without separators counts nothing, unless it is round.</summary>
    private const int LongNumber = 9;

    /// <summary>How far before the digits what they are may be said.</summary>
    private const int LabelReach = 8;

    private static readonly string[] Labels =
    [
        "号码", "编号", "单号", "账号", "帐号", "卡号", "学号", "工号", "尾号", "证号", "车号", "房号", "订单", "密码", "验证码", "代码", "邮编", "编码", "电话", "热线",
        "拨打", "客服", "短信", "航班", "车次", "QQ", "ID", "微信", "口令", "序列号",
    ];

    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var count = passage.Digits(at);
        if (count > ChineseNumber.MaxCardinal)
        {
            spoken.SayDigits(at, at + count, yao: true);
            return at + count;
        }

        if (count == 0 || (passage[at + count] is '.' or ',' && passage.Digits(at + count + 1) > 0 && passage[at] != '0'))
        {
            return at;
        }

        var end = ReadGroups(passage, at, spoken);
        if (end > at)
        {
            return end;
        }

        if (passage[at + count] == '.' && passage.Digits(at + count + 1) > 0)
        {
            return at;
        }

        if (!IsCode(passage, at, count))
        {
            return at;
        }

        spoken.SayDigits(at, at + count, yao: true);
        return at + count;
    }

    /// <summary>123-456-789: three groups or more.</summary>
    private static int ReadGroups(Passage passage, int at, SpokenText spoken)
    {
        var (end, groups) = (at, 0);
        while (passage.Digits(end) is var digits and > 0)
        {
            groups++;
            end += digits;
            if (passage[end] != '-' || passage.Digits(end + 1) == 0)
            {
                break;
            }

            end++;
        }

        if (groups < 3)
        {
            return at;
        }

        for (var i = at; i < end; i++)
        {
            if (passage[i] == '-')
            {
                spoken.Pause(i);
            }

            spoken.SayDigits(i, i + 1, yao: true);
        }

        return end;
    }

    private static bool IsCode(Passage passage, int at, int count)
    {
        var end = at + count;
        if ((count > 1 && passage[at] == '0') || (count >= LongNumber && !passage.Follows(end - 4, "0000")))
        {
            return true;
        }

        return count >= 3 && (IsPartOfName(passage, at, end) || IsLabelled(passage, at) || IsRoom(passage, end) || IsEmergency(passage, at, end));
    }

    /// <summary>A380, COVID-2019, 1080P.</summary>
    private static bool IsPartOfName(Passage passage, int at, int end) =>
        Script.IsLatin(passage[at - 1])
        || (passage[at - 1] == '-' && (Script.IsLatin(passage[at - 2]) || Script.IsDigit(passage[at - 2])))
        || (passage[end] is 'P' or 'p' && passage.Letters(end) == 1);

    private static bool IsRoom(Passage passage, int end) =>
        passage.FollowsAny(end, "房", "室", "教室", "号房", "号楼", "号室", "号线路", "国道", "省道", "路公交", "次列车", "次航班", "高地") is not null;

    private static bool IsEmergency(Passage passage, int at, int end) =>
        end - at == 3 && passage.FollowsAny(at, "110", "119", "120", "122", "911", "114") is not null
        && (passage[at - 1] is '打' or '拨' || passage.FollowsAny(end, "报警", "急救", "火警", "电话", "救护") is not null);

    private static bool IsLabelled(Passage passage, int at)
    {
        for (var i = at - 1; i >= at - LabelReach; i--)
        {
            if (passage[i] is '，' or ',' or '。' or '；' or 0 || Script.IsDigit(passage[i]))
            {
                return false;
            }

            foreach (var label in Labels)
            {
                if (passage.Precedes(i + 1, label))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
