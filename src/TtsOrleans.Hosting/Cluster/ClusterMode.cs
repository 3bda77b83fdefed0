namespace TtsOrleans.Hosting.Cluster;

/// <summary>How the processes of a cluster find each other.</summary>
public enum ClusterMode
{
    /// <summary>One process is all there is: the gateway hosts the silo.</summary>
    Embedded = 0,

    /// <summary>One silo process on this machine, and clients beside it.</summary>
    Localhost = 1,

    /// <summary>Any number of silos and clients that meet in a PostgreSQL database.</summary>
    Postgres = 2,
}
