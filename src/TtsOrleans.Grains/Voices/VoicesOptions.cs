using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Voices;

/// <summary>Where the voices are.</summary>
public sealed class VoicesOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Voices";

    /// <summary>The folder of the voices' folders; a relative path starts at the program's own folder. Default <c>models</c>.</summary>
    [Required(ErrorMessage = "Voices:Path must name the folder of the voices.")]
    public string Path { get; set; } = "models";

    /// <summary>The voice for those who ask for none; unset for the first by name.</summary>
    public string? Default { get; set; }

    /// <summary><see cref="Path"/>, absolute.</summary>
    public string FullPath => System.IO.Path.GetFullPath(Path, AppContext.BaseDirectory);
}
