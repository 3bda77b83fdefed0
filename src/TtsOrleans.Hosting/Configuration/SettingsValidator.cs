using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Hosting.Configuration;

/// <summary>Finds everything that is wrong with a section at once.</summary>
internal sealed class SettingsValidator<T>(SettingsSection<T> section, IEnumerable<SettingsKeys> keys) : IValidateOptions<T> where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> errors =
        [
            .. section.Read().Select(read => read.Error).OfType<string>(),
            .. section.UnknownKeys(keys),
        ];
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        errors.AddRange(results.Select(result => Describe(options, result)));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private string Describe(T options, ValidationResult result)
    {
        if (result.MemberNames.FirstOrDefault() is not { } member || typeof(T).GetProperty(member) is not { } property)
        {
            return result.ErrorMessage ?? $"{section.Path} is invalid.";
        }

        var key = section.KeyOf(member);
        var value = property.GetValue(options);
        return property.GetCustomAttribute<RangeAttribute>() is { ErrorMessage: null } range && !range.IsValid(value)
            ? string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; it must be from {range.Minimum} to {range.Maximum}.")
            : result.ErrorMessage!.StartsWith(key, StringComparison.Ordinal) ? result.ErrorMessage : $"{key}: {result.ErrorMessage}";
    }
}
