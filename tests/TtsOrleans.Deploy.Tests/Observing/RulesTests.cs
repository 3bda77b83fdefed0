using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Observing;

/// <summary>The files of <c>deploy/prometheus</c>, as Prometheus' own tool sees them.</summary>
public sealed class RulesTests
{
    [ProgramFact("promtool", "prometheus")]
    public async Task Alerts_fire_when_they_should()
    {
        var (code, output) = await Commands.CaptureAsync("promtool", ["test", "rules", Repository.At("deploy", "prometheus", "alerts.test.yml")]);

        Assert.True(code == 0, output);
    }

    [ProgramFact("promtool", "prometheus")]
    public async Task The_configuration_is_valid()
    {
        var (code, output) = await Commands.CaptureAsync("promtool", ["check", "config", "--syntax-only", Repository.At("deploy", "prometheus", "prometheus.yml")]);

        Assert.True(code == 0, output);
    }
}
