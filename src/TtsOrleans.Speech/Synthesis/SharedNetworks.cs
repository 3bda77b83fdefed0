using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>One opened pair of networks a voice, for as long as somebody holds it. Thread-safe.</summary>
internal sealed class SharedNetworks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (LanshanNetworks Networks, int Holders)> _open = new(StringComparer.Ordinal);

    /// <summary>Opens the voice's networks, or joins those who hold them already. Each hold is given back once, by <see cref="Release"/>.</summary>
    /// <exception cref="VoiceException">They cannot be opened.</exception>
    public LanshanNetworks Hold(Voice voice)
    {
        lock (_gate)
        {
            var networks = _open.TryGetValue(voice.Hash, out var held) ? held.Networks : LanshanNetworks.Open(voice);
            _open[voice.Hash] = (networks, held.Holders + 1);
            return networks;
        }
    }

    /// <summary>Gives one hold back; the last one closes the networks.</summary>
    public void Release(Voice voice)
    {
        lock (_gate)
        {
            var (networks, holders) = _open[voice.Hash];
            if (holders > 1)
            {
                _open[voice.Hash] = (networks, holders - 1);
                return;
            }

            _open.Remove(voice.Hash);
            networks.Dispose();
        }
    }
}
