namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Greek letters by name.</summary>
internal sealed class GreekForm : INumberForm
{
    /// <summary>α … ω, with both forms of sigma.</summary>
    private static readonly string[] Names =
    [
        "阿尔法", "贝塔", "伽马", "德尔塔", "艾普西隆", "泽塔", "伊塔", "西塔", "约塔", "卡帕", "拉姆达", "缪", "纽", "克西", "奥密克戎", "派", "柔",
        "西格玛", "西格玛", "陶", "宇普西隆", "斐", "希", "普西", "欧米伽",
    ];

    public int Read(Passage passage, int at, SpokenText spoken)
    {
        if (Name(passage[at]) is not { } name)
        {
            return at;
        }

        spoken.Say(name, at, at + 1);
        return at + 1;
    }

    /// <summary>The name of a Greek letter; null for anything else.</summary>
    public static string? Name(int scalar) => scalar switch
    {
        >= 'α' and <= 'ω' => Names[scalar - 'α'],
        >= 'Α' and <= 'Ω' and not 0x3A2 => Names[scalar - 'Α'],
        _ => null,
    };
}
