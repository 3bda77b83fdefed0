using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>A silo without a voice, or without the data to read text with, has nothing to do.</summary>
internal sealed class SpeechIsThere(IServiceProvider services) : IStartCheck
{
    public IEnumerable<string> Find() =>
        new[] { ProblemOf<VoiceCatalog>("Voices:Path"), ProblemOf<TextFrontEnd>("The text front end's data beside the program") }.OfType<string>();

    private string? ProblemOf<T>(string what) where T : notnull
    {
        try
        {
            services.GetRequiredService<T>();
            return null;
        }
        catch (Exception exception) when (exception is VoiceException or IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            return $"{what}: {exception.Message}";
        }
    }
}
