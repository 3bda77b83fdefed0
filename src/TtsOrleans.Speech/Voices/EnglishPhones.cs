using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TtsOrleans.Speech.Voices;

/// <summary>
/// For each English phone what comes nearest to it: first other English phones, then Mandarin ones,
/// so that a voice without English still makes itself understood, as a speaker without English does.
/// </summary>
internal static class EnglishPhones
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> s_near = new Dictionary<string, ImmutableArray<string>>
    {
        ["aa"] = ["ah", "a_c"],
        ["ae"] = ["eh", "ai_c"],
        ["ah"] = ["aa", "a_c"],
        ["ao"] = ["ow", "aa", "o_c"],
        ["aw"] = ["ao_c"],
        ["ay"] = ["ai_c"],
        ["b"] = ["b_c"],
        ["ch"] = ["q_c", "ch_c"],
        ["d"] = ["d_c"],
        ["dh"] = ["z", "d", "z_c"],
        ["eh"] = ["ae", "ei_c"],
        ["er"] = ["er_c"],
        ["ey"] = ["ei_c"],
        ["f"] = ["f_c"],
        ["g"] = ["g_c"],
        ["hh"] = ["h_c"],
        ["ih"] = ["iy", "i_c"],
        ["iy"] = ["ih", "i_c"],
        ["jh"] = ["zh", "j_c", "zh_c"],
        ["k"] = ["k_c"],
        ["l"] = ["l_c"],
        ["m"] = ["m_c"],
        ["n"] = ["n_c"],
        ["ng"] = ["n", "n_c"],
        ["ow"] = ["ao", "ou_c"],
        ["oy"] = ["o_c"],
        ["p"] = ["p_c"],
        ["r"] = ["r_c"],
        ["s"] = ["s_c"],
        ["sh"] = ["xx_c", "sh_c"],
        ["t"] = ["t_c"],
        ["th"] = ["s", "s_c"],
        ["uh"] = ["uw", "u_c"],
        ["uw"] = ["uh", "u_c"],
        ["v"] = ["w", "w_c"],
        ["w"] = ["w_c"],
        ["y"] = ["y_c"],
        ["z"] = ["s", "z_c"],
        ["zh"] = ["jh", "r_c"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Stand-ins, the nearest first; none for what is no English phone.</summary>
    public static ImmutableArray<string> Near(string sy) => s_near.TryGetValue(sy, out var near) ? near : [];
}
