namespace TtsOrleans.Hosting.Configuration;

/// <summary>The keys that one type of options takes from a section; several types may share one.</summary>
internal sealed record SettingsKeys(string Section, IReadOnlyList<string> Names)
{
    public static SettingsKeys Of<T>(string section) =>
        new(section, [.. typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)]);
}
