using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Gateway;

/// <summary>Section <c>Api</c>: what a single request may be, and who may send it.</summary>
internal sealed class ApiOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Api";

    /// <summary>Longest text of one request in characters, counted as Unicode scalars; 20,000.</summary>
    [Range(1, 200_000)]
    public int MaxCharacters { get; set; } = 20_000;

    /// <summary>Keys that open the API; none: it is open to whoever reaches it. Visible ASCII, without spaces.</summary>
    public string[] Keys { get; set; } = [];

    /// <summary>Largest body that is read: the longest text with every character escaped at its longest, and room for the other fields.</summary>
    public long MaxBodyBytes => (MaxCharacters * 12L) + (16 * 1024);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from index in Enumerable.Range(0, Keys.Length)
        where Keys[index].Length == 0 || Keys[index].Any(character => character is <= ' ' or > '~')
        select new ValidationResult($"Key {index} is empty, or holds something else than visible ASCII characters.", [nameof(Keys)]);
}
