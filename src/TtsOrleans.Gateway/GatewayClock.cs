namespace TtsOrleans.Gateway;

/// <summary>The gateway's clock has a service key of its own: a faked clock must not reach the silo that may share the process.</summary>
internal static class GatewayClock
{
    /// <summary>Service key of the gateway's <see cref="TimeProvider"/>.</summary>
    public const string Key = "gateway";
}
