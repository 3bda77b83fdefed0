using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>Section <c>Cluster</c>: which cluster a process belongs to, and how it gets there.</summary>
public sealed class ClusterOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Cluster";

    /// <summary>How the processes find each other; <see cref="ClusterMode.Embedded"/>.</summary>
    public ClusterMode Mode { get; set; } = ClusterMode.Embedded;

    /// <summary>Whose stored state it is; stays the same for the life of the deployment. <c>tts</c>.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string ServiceId { get; set; } = "tts";

    /// <summary>Which silos and clients belong together. <c>tts</c>.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string ClusterId { get; set; } = "tts";

    /// <summary>What people and metric labels call this silo; the machine's name.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string SiloName { get; set; } = Environment.MachineName;

    /// <summary>
    /// IP address at which other silos and clients reach this silo, and where it listens; <c>auto</c> is the machine's first IPv4 address
    /// other than loopback. <c>127.0.0.1</c>.
    /// </summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>PostgreSQL database of the cluster, as the user that silos and gateways run under; holds a secret. None.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The same database as the owner of its schema, for <c>migrate</c> alone; <see cref="ConnectionString"/>.</summary>
    public string MigrationConnectionString { get; set; } = "";

    /// <summary>The role that <c>migrate</c> lets read and write the data; <c>tts</c>.</summary>
    [Required, StringLength(63, MinimumLength = 1)]
    public string RuntimeRole { get; set; } = "tts";

    /// <summary>Port where other silos reach this one. Embedded: 0, any free one; otherwise 11111.</summary>
    [Range(0, 65535)]
    public int? SiloPort { get; set; }

    /// <summary>Port where clients reach the silo. Embedded: 0, none; otherwise 30000.</summary>
    [Range(0, 65535)]
    public int? GatewayPort { get; set; }

    /// <summary>How long until a call between grains counts as failed; 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client waits at its start for a silo, and a silo or <c>migrate</c> for the database; 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary><see cref="SiloPort"/> with the mode's default; 0 is any free one.</summary>
    internal int EffectiveSiloPort => SiloPort ?? (Mode == ClusterMode.Embedded ? 0 : 11111);

    /// <summary><see cref="GatewayPort"/> with the mode's default; 0 is none.</summary>
    internal int EffectiveGatewayPort => GatewayPort ?? (Mode == ClusterMode.Embedded ? 0 : 30000);

    /// <summary>
    /// The mode that is written, for composing a host before its options exist; what cannot be read counts as Embedded here
    /// and is refused at start.
    /// </summary>
    public static ClusterMode ModeOf(IConfiguration configuration) =>
        Enum.TryParse<ClusterMode>(configuration[$"{Section}:{nameof(Mode)}"], ignoreCase: true, out var mode) ? mode : ClusterMode.Embedded;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enum.IsDefined(Mode))
        {
            yield return new($"'{Mode}' is not a mode; use {string.Join(", ", Enum.GetNames<ClusterMode>())}.", [nameof(Mode)]);
        }

        if (Mode == ClusterMode.Postgres && ConnectionString.Length == 0)
        {
            yield return new("With Cluster:Mode=Postgres the database must be named: Host=…;Database=…;Username=…;Password=….", [nameof(ConnectionString)]);
        }

        foreach (var (name, written) in new[] { (nameof(ConnectionString), ConnectionString), (nameof(MigrationConnectionString), MigrationConnectionString) })
        {
            if (written.Length > 0 && !PostgresConnection.IsReadable(written))
            {
                yield return new("What is written there is not a connection string like Host=…;Database=…;Username=…;Password=….", [name]);
            }
        }

        if (!SiloEndpoint.TryParse(Address, out _))
        {
            yield return new($"'{Address}' is neither an IP address of this machine nor 'auto'.", [nameof(Address)]);
        }

        if (Mode == ClusterMode.Localhost && GatewayPort == 0)
        {
            yield return new("With Cluster:Mode=Localhost clients need a port to reach the silo at; leave it out for 30000.", [nameof(GatewayPort)]);
        }

        if (SiloPort is > 0 && SiloPort == GatewayPort)
        {
            yield return new($"{GatewayPort} is Cluster:SiloPort as well; the two must differ.", [nameof(GatewayPort)]);
        }
    }
}
