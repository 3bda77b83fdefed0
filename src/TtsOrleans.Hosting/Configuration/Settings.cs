using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Hosting.Configuration;

/// <summary>Options read from one section of the configuration, all mistakes in it reported together before anything starts.</summary>
public static class Settings
{
    /// <summary>Binds <typeparamref name="T"/> to <paramref name="section"/>; safe to call twice.</summary>
    /// <remarks>
    /// A start is refused for a value that cannot be read, one outside the ranges declared on the properties, and a key that no
    /// property has, of all options that share the section; each message begins with the configuration key.
    /// </remarks>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section) where T : class
    {
        if (services.Any(service => service.ServiceType == typeof(SettingsSection<T>)))
        {
            return services;
        }

        services.AddSingleton(provider => new SettingsSection<T>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        services.AddSingleton(SettingsKeys.Of<T>(section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<T>, SettingsBinder<T>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<T>, SettingsValidator<T>>());
        services.AddOptions<T>().ValidateOnStart();
        return services;
    }
}
