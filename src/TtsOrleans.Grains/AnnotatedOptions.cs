using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Grains;

/// <summary>Holds options to the ranges written on them; all violations are reported together, each naming its configuration key.</summary>
internal sealed class AnnotatedOptions<T> : IValidateOptions<T> where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var violations = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new(options), violations, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(violations.Select(violation => violation.ErrorMessage!));
    }
}
