using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Benchmarks;

/// <summary>What all rooms are measured with: the embedded voice, the front end, and sentences of three lengths.</summary>
internal sealed class EmbeddedVoice : IDisposable
{
    /// <summary>12 characters, one sentence.</summary>
    public const string Short = "今天天气真好，适合散步。";

    /// <summary>30 characters, one sentence.</summary>
    public const string Middle = "昨天傍晚我在河边散步，看见一群白色的鸟慢慢飞过远处的山脚去。";

    /// <summary>100 characters, four sentences, with a number and an English word.</summary>
    public const string Long =
        "会议改到星期三上午九点半，请大家带上2025年的报告。小王说他已经用Python写好了程序，今天下午可以给我们看一看。"
        + "我觉得这件事情很有意思，不知道你怎么想？夜深了，月光静静地洒在窗台上，远处传来几声狗叫。";

    public EmbeddedVoice()
    {
        Voice = Voice.Read(Path.Combine(AppContext.BaseDirectory, "models", "lanshan"), NullLogger.Instance);
        FrontEnd = TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend"));
    }

    public Voice Voice { get; }

    public TextFrontEnd FrontEnd { get; }

    public ImmutableArray<SpeechUnit> Units(string text) => [.. FrontEnd.Read(text).SelectMany(piece => piece.Units)];

    public EngineInput Input(string text, WindowPlan plan)
    {
        var units = Voice.Units.Encode(Units(text));
        return new(units.Sy, units.Tone, units.SyllableFlag, units.WordSegment, 0, 0, 1, 1, 0, plan);
    }

    public void Dispose() => FrontEnd.Dispose();
}
