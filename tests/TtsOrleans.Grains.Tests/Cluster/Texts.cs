using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Requests to speak.</summary>
internal static class Texts
{
    public const string Hundred = "今天的天气真好，我们一起去公园散步吧。路边的花都开了，红的、黄的、紫的，非常漂亮。孩子们在草地上跑来跑去，笑声传得很远。爷爷坐在长椅上看报纸，奶奶在旁边织毛衣，大家都觉得这是一个难忘的下午！";

    public static SpeechRequest Request(this VoiceReference voice, string text, int emotion = 0, int speaker = 0, bool timings = false, SpeechPriority priority = SpeechPriority.Interactive) =>
        new(text, voice, new SpeakingStyle(speaker, emotion), timings, priority);
}
