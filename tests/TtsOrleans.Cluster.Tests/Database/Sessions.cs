namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Ends of connection strings under which everything must hold.</summary>
internal static class Sessions
{
    public static TheoryData<string> All => ["", ";Max Auto Prepare=50;Auto Prepare Min Usages=2", ";Timezone=Asia/Shanghai"];
}
