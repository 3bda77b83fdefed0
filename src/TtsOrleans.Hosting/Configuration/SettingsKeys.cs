using Microsoft.Extensions.Configuration;

namespace TtsOrleans.Hosting.Configuration;

/// <summary>The keys that one type of options takes from a section; several types may share one.</summary>
internal sealed record SettingsKeys(string Section, IReadOnlyList<string> Names)
{
    public static SettingsKeys Of<T>(string section) =>
        new(section, [.. typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)]);

    /// <summary>A sentence for each key written in a section that is not among all those known there.</summary>
    public static IEnumerable<string> Mistakes(IConfigurationSection section, IEnumerable<SettingsKeys> all)
    {
        string[] known =
        [
            .. all.Where(keys => keys.Section.Equals(section.Path, StringComparison.OrdinalIgnoreCase))
                .SelectMany(keys => keys.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return section.GetChildren()
            .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting; there are {string.Join(", ", known)}.");
    }
}
