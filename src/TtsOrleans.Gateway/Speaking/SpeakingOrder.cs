using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>A wish resolved against its voice: everything in range and by id.</summary>
/// <param name="Request">What the cluster is asked.</param>
/// <param name="Voice">The voice that speaks.</param>
/// <param name="Emotion">The emotion it speaks with.</param>
/// <param name="Volume">0 … 2, rounded to 0.01; applied here, after the cache.</param>
/// <param name="Format">The form of the answer.</param>
/// <param name="Stream">Whether the audio is sent while it is made.</param>
/// <param name="Characters">Unicode scalars of the text.</param>
internal sealed record SpeakingOrder(
    SpeechRequest Request,
    VoiceDescription Voice,
    EmotionDescription Emotion,
    float Volume,
    AudioFormat Format,
    bool Stream,
    int Characters)
{
    private const double SecondsPerCharacter = 0.2;

    /// <summary>About how many seconds of audio this will be.</summary>
    public double EstimatedSeconds => Characters * SecondsPerCharacter / Request.Style.Rate;
}
