namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>One way in which something is written otherwise than it is spoken.</summary>
internal interface INumberForm
{
    /// <summary>Tries to read the form at an index, which never lies inside a number or a word; says it if it is there.</summary>
    /// <returns>The index after it, or <paramref name="at"/> if something else stands there.</returns>
    int Read(Passage passage, int at, SpokenText spoken);
}
