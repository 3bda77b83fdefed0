using System.Reflection;
using System.Text;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Grains.Caching;

namespace TtsOrleans.Grains.Tests;

/// <summary>What silos and clients of different releases say to each other, against the reviewed text <c>Contracts.txt</c>.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Wire_contracts_are_those_that_were_reviewed()
    {
        var contracts = Describe();
        var reviewed = Path.Combine(AppContext.BaseDirectory, "Contracts.txt");
        var current = Path.Combine(AppContext.BaseDirectory, "Contracts.current.txt");
        File.WriteAllText(current, contracts);
        Assert.True(File.ReadAllText(reviewed) == contracts, $"The wire contracts changed. If that is meant, take {current} over as tests/TtsOrleans.Grains.Tests/Contracts.txt.");
    }

    [Fact]
    public void Aliases_are_used_once()
    {
        var aliases = Contracts().Select(type => Alias(type)).ToList();
        Assert.DoesNotContain(null, aliases);
        Assert.Equal(aliases.Count, aliases.Distinct().Count());
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in Contracts().OrderBy(type => Alias(type), StringComparer.Ordinal))
        {
            text.Append(Alias(type)).Append(type.BaseType is { } parent && parent != typeof(object) ? $" : {Name(parent)}" : "").Append('\n');
            var lines = type.IsInterface ? type.GetMethods().Where(method => method.IsAbstract).Select(Describe)
                : type.IsEnum ? Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)} {name}")
                : type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(property => property.IsDefined(typeof(IdAttribute))).Select(property => $"{property.GetCustomAttribute<IdAttribute>()!.Id} {property.Name} {Name(property.PropertyType)}");
            foreach (var line in lines.Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Contracts() =>
        typeof(ISpeechRouter).Assembly.GetTypes().Append(typeof(CachedAudio))
            .Where(type => !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute)))
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) || (type.IsInterface && type.IsAssignableTo(typeof(IAddressable))));

    private static string Describe(MethodInfo method) =>
        $"{Alias(method)}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}) -> {Name(method.ReturnType)}";

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
}
