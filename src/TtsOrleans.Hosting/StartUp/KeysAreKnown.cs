using Microsoft.Extensions.Configuration;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>A mistyped key is a mistake in the sections that this process does not read, too.</summary>
internal sealed class KeysAreKnown(IConfiguration configuration, IEnumerable<SettingsKeys> keys) : IStartCheck
{
    public IEnumerable<string> Find() =>
        from section in keys.Select(known => known.Section).Distinct(StringComparer.OrdinalIgnoreCase)
        from mistake in SettingsKeys.Mistakes(configuration.GetSection(section), keys)
        select mistake;
}
