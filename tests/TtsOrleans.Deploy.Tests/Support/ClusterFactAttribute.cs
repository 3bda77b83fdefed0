namespace TtsOrleans.Deploy.Tests.Support;

/// <summary>A test with a cluster of real processes; skipped, and saying so, where something for one is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = LocalCluster.Missing;
}

/// <summary>The same with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterTheoryAttribute : TheoryAttribute
{
    public ClusterTheoryAttribute() => Skip = LocalCluster.Missing;
}
