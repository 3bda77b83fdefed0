using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>A step of the schema: a file <c>deploy/postgres/NNNN-name.sql</c>, part of this assembly.</summary>
/// <param name="Version">NNNN.</param>
/// <param name="Name">Of the file, without number.</param>
/// <param name="Text">Its statements.</param>
internal sealed partial record SchemaScript(int Version, string Name, string Text)
{
    private const string Folder = "postgres/";

    /// <summary>All there are, in their order.</summary>
    public static IReadOnlyList<SchemaScript> All { get; } = [.. Embedded().OrderBy(script => script.Version)];

    /// <summary>The version of the last one: what this release works with.</summary>
    public static int Latest => All[^1].Version;

    /// <summary>SHA-256 of <see cref="Text"/>, whatever its line ends.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version:0000}-{Name}");

    private static IEnumerable<SchemaScript> Embedded()
    {
        var assembly = typeof(SchemaScript).Assembly;
        return
            from resource in assembly.GetManifestResourceNames()
            where resource.StartsWith(Folder, StringComparison.Ordinal)
            let match = FileName().Match(resource[Folder.Length..])
            where match.Success
            select new SchemaScript(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value, Read(resource));

        string Read(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"^(\d{4})-(.+)\.sql$")]
    private static partial Regex FileName();
}
