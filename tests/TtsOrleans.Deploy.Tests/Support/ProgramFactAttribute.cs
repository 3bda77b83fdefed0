using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Deploy.Tests.Support;

/// <summary>A test that needs a program; skipped, and saying so, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program, string package) =>
        Skip = Commands.Has(program) ? null : $"{program} is not installed (Debian: {package}).";
}
