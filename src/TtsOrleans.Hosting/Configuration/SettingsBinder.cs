using Microsoft.Extensions.Options;

namespace TtsOrleans.Hosting.Configuration;

/// <summary>Sets what can be read; what cannot is left to <see cref="SettingsValidator{T}"/>, which reports all of it.</summary>
internal sealed class SettingsBinder<T>(SettingsSection<T> section) : IConfigureOptions<T> where T : class
{
    public void Configure(T options)
    {
        foreach (var (property, value, error) in section.Read())
        {
            if (error is null)
            {
                property.SetValue(options, value);
            }
        }
    }
}
