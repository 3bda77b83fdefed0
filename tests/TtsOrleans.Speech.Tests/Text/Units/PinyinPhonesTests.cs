using System.Text;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Units;

namespace TtsOrleans.Speech.Tests.Text.Units;

public class PinyinPhonesTests
{
    private static readonly string[] Finals =
        "a ai an ang ao e ei en eng er i ia ian iang iao ie ih ii in ing io iong iou o ong ou u ua uai uan uang uei uen ueng uo v van ve vn".Split(' ');

    private static readonly string[] Initials = "b_c c_c ch_c d_c f_c g_c h_c j_c k_c l_c m_c n_c p_c q_c r_c s_c sh_c t_c xx_c z_c zh_c w_c y_c ga ge go".Split(' ');

    [Theory]
    [InlineData("zhong", "zh_c", "ong_c")]
    [InlineData("ju", "j_c", "v_c")]
    [InlineData("xue", "xx_c", "ve_c")]
    [InlineData("yuan", "y_c", "van_c")]
    [InlineData("yun", "y_c", "vn_c")]
    [InlineData("lv", "l_c", "v_c")]
    [InlineData("nve", "n_c", "ve_c")]
    [InlineData("shi", "sh_c", "ih_c")]
    [InlineData("ri", "r_c", "ih_c")]
    [InlineData("zi", "z_c", "ii_c")]
    [InlineData("li", "l_c", "i_c")]
    [InlineData("liu", "l_c", "iou_c")]
    [InlineData("gui", "g_c", "uei_c")]
    [InlineData("dun", "d_c", "uen_c")]
    [InlineData("wu", "w_c", "u_c")]
    [InlineData("weng", "w_c", "eng_c")]
    [InlineData("you", "y_c", "ou_c")]
    [InlineData("an", "ga", "an_c")]
    [InlineData("er", "ge", "er_c")]
    [InlineData("ou", "go", "ou_c")]
    [InlineData("ng", "ge", "en_c")]
    public void A_syllable_has_two_phones(string spelling, string initial, string final) => Assert.Equal((initial, final), PinyinPhones.Of(spelling));

    [Theory]
    [InlineData("characters.tsv")]
    [InlineData("phrases.tsv")]
    public void Every_reading_of_the_lexicon_is_in_the_inventory(string file)
    {
        var spellings = File.ReadLines(Path.Combine(FrontEnd.Folder, file))
            .SelectMany(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..].Split(' '))
            .Select(reading => Reading.Parse(Encoding.UTF8.GetBytes(reading)).Spelling)
            .Distinct();

        Assert.All(spellings, spelling =>
        {
            var (initial, final) = PinyinPhones.Of(spelling);
            Assert.Contains(initial, Initials);
            Assert.Contains(final, Finals.Select(name => $"{name}_c"));
        });
    }
}
