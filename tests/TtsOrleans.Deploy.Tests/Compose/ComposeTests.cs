using TtsOrleans.Cluster.Testing.Processes;
using YamlDotNet.RepresentationModel;

namespace TtsOrleans.Deploy.Tests.Compose;

/// <summary>What can be held to without a daemon.</summary>
public sealed class ComposeTests
{
    private readonly ComposeFile _compose = ComposeFile.Load("docker-compose.yml");

    public static TheoryData<string> Files => ["docker-compose.yml", "docker-compose.single.yml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_that_is_mounted_or_built_from_exists(string file)
    {
        foreach (var (name, service) in ComposeFile.Load(file).Services)
        {
            foreach (var path in ComposeFile.List(service, "volumes").Select(volume => volume.Split(':')[0]).Where(path => path.StartsWith('.')))
            {
                Assert.True(Path.Exists(Repository.At(path)), $"{name}: {path}");
            }

            if (ComposeFile.Mapping(service, "build") is { Children.Count: > 0 } build)
            {
                var stages = File.ReadLines(Repository.At(ComposeFile.Scalar(build, "dockerfile")!));
                Assert.Contains(stages, line => line.StartsWith("FROM", StringComparison.Ordinal) && line.EndsWith($" AS {ComposeFile.Scalar(build, "target")}", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_service_is_confined_and_limited(string file)
    {
        foreach (var (name, service) in ComposeFile.Load(file).Services)
        {
            Assert.True(ComposeFile.List(service, "cap_drop") is ["ALL"], name);
            Assert.Contains("no-new-privileges:true", ComposeFile.List(service, "security_opt"));
            Assert.True(name == "prometheus" || ComposeFile.Scalar(service, "read_only") == "true", $"{name} can be written to");
            Assert.NotNull(ComposeFile.Scalar(service, "mem_limit"));
            Assert.NotNull(ComposeFile.Scalar(service, "cpus"));
            foreach (var port in ComposeFile.List(service, "ports"))
            {
                Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Secrets_have_no_defaults_and_Grafana_admits_nobody_unknown()
    {
        Assert.Equal(["GRAFANA_PASSWORD", "POSTGRES_PASSWORD", "TTS_API_KEY", "TTS_OWNER_PASSWORD", "TTS_PASSWORD"], _compose.Secrets);
        var grafana = _compose.EnvironmentOf("grafana", variable => variable);
        Assert.Equal(("GRAFANA_PASSWORD", "false"), (grafana["GF_SECURITY_ADMIN_PASSWORD"], grafana["GF_AUTH_ANONYMOUS_ENABLED"]));
    }

    [Fact]
    public void Services_wait_for_and_talk_to_services_that_there_are()
    {
        foreach (var (name, service) in _compose.Services)
        {
            foreach (var other in ComposeFile.Mapping(service, "depends_on").Children.Keys.OfType<YamlScalarNode>())
            {
                Assert.True(_compose.Services.ContainsKey(other.Value!), $"{name} waits for {other.Value}");
            }
        }

        var scraped = File.ReadAllText(Repository.At("deploy", "prometheus", "prometheus.yml"));
        Assert.All(["silo", "gateway"], name => Assert.Contains($"names: [{name}]", scraped, StringComparison.Ordinal));
        Assert.Contains("url: http://prometheus:9090", File.ReadAllText(Repository.At("deploy", "grafana", "provisioning", "datasources", "prometheus.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_an_image_copies_from_the_tree_exists()
    {
        var copies = File.ReadLines(Repository.At("deploy", "Dockerfile"))
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1])
            .ToList();
        Assert.True(copies.Count > 8);
        foreach (var path in copies)
        {
            var full = Repository.At(path);
            Assert.True(Path.Exists(full) || Directory.GetFiles(Path.GetDirectoryName(full)!, Path.GetFileName(full)).Length == 1, path);
        }
    }
}
