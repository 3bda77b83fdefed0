using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace TtsOrleans.Hosting.Configuration;

/// <summary>The section that the options <typeparamref name="T"/> are written in.</summary>
internal sealed class SettingsSection<T>(IConfigurationSection section)
{
    private static readonly PropertyInfo[] Properties = [.. typeof(T).GetProperties().Where(property => property.CanWrite)];

    /// <summary>Full key of the section.</summary>
    public string Path => section.Path;

    /// <summary>Full key of a property.</summary>
    public string KeyOf(string property) => $"{section.Path}:{property}";

    /// <summary>What is written there for each property of <typeparamref name="T"/>.</summary>
    public IEnumerable<(PropertyInfo Property, object? Value, string? Error)> Read() =>
        from property in Properties
        let written = section.GetSection(property.Name)
        where written.Exists() && (written.Value is not "" || written.GetChildren().Any())
        select Read(property, written);

    /// <summary>A sentence for each key written there that is not among those known.</summary>
    public IEnumerable<string> UnknownKeys(IEnumerable<SettingsKeys> known) => SettingsKeys.Mistakes(section, known);

    private static (PropertyInfo, object?, string?) Read(PropertyInfo property, IConfigurationSection written)
    {
        try
        {
            return (property, written.Get(property.PropertyType), null);
        }
        catch (InvalidOperationException)
        {
            return (property, null, $"{written.Path} is '{written.Value}', which is not {Kind(property.PropertyType)}.");
        }
    }

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } choices => $"one of {string.Join(", ", Enum.GetNames(choices))}",
        var whole when whole == typeof(int) || whole == typeof(long) => "a whole number in range",
        var number when number == typeof(double) || number == typeof(float) => "a number",
        var flag when flag == typeof(bool) => "true or false",
        var time when time == typeof(TimeSpan) => "a time like 00:00:30",
        var other => $"a {other.Name}",
    };
}
