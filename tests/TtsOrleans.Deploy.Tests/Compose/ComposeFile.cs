using System.Text.RegularExpressions;
using TtsOrleans.Cluster.Testing.Processes;
using YamlDotNet.RepresentationModel;

namespace TtsOrleans.Deploy.Tests.Compose;

/// <summary>A Compose file of the repository, read as Compose reads it: anchors and merges resolved, variables filled in.</summary>
internal sealed partial class ComposeFile
{
    private readonly YamlMappingNode _root;

    private ComposeFile(YamlMappingNode root) => _root = root;

    public static ComposeFile Load(string name)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Repository.At(name));
        yaml.Load(text);
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>Every variable that has to be set, without a default.</summary>
    public IReadOnlyList<string> Secrets =>
    [
        .. Scalars(_root).SelectMany(scalar => Variable().Matches(scalar)).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The services by name.</summary>
    public IReadOnlyDictionary<string, YamlMappingNode> Services =>
        Mapping(_root, "services").Children.ToDictionary(service => ((YamlScalarNode)service.Key).Value!, service => Merged((YamlMappingNode)service.Value));

    /// <summary>What a service's environment will be, with variables as given.</summary>
    public Dictionary<string, string> EnvironmentOf(string service, Func<string, string> variable) =>
        Mapping(Services[service], "environment").Children.ToDictionary(
            pair => ((YamlScalarNode)pair.Key).Value!,
            pair => Variable().Replace(((YamlScalarNode)pair.Value).Value ?? "", match => variable(match.Groups["name"].Value)));

    /// <summary>Members of a list; none if it is absent.</summary>
    public static IReadOnlyList<string> List(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var list) && list is YamlSequenceNode sequence
            ? [.. sequence.OfType<YamlScalarNode>().Select(scalar => scalar.Value!)]
            : [];

    /// <summary>A value; null if it is absent.</summary>
    public static string? Scalar(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? (value as YamlScalarNode)?.Value : null;

    /// <summary>A mapping; empty if it is absent.</summary>
    public static YamlMappingNode Mapping(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? Merged((YamlMappingNode)value) : [];

    /// <summary>With what <c>&lt;&lt;</c> takes over from elsewhere, where the mapping does not say otherwise itself.</summary>
    private static YamlMappingNode Merged(YamlMappingNode node)
    {
        if (!node.Children.TryGetValue("<<", out var taken))
        {
            return node;
        }

        var merged = new YamlMappingNode(node.Children.Where(pair => !pair.Key.Equals(new YamlScalarNode("<<"))));
        foreach (var (key, value) in Merged((YamlMappingNode)taken).Children.Where(pair => !node.Children.ContainsKey(pair.Key)))
        {
            merged.Add(key, value);
        }

        return merged;
    }

    private static IEnumerable<string> Scalars(YamlNode node) => node.AllNodes.OfType<YamlScalarNode>().Select(scalar => scalar.Value ?? "");

    [GeneratedRegex(@"\$\{(?<name>\w+):\?[^}]*\}")]
    private static partial Regex Variable();
}
