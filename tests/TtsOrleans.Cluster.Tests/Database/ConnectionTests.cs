using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>What a connection string leaves open, and what must not be told of it.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class ConnectionTests(PostgresServer server)
{
    [Fact]
    public void What_is_left_open_suits_a_cluster()
    {
        var connection = PostgresConnection.Complete("Host=db;Database=tts;Username=tts", "tts silo-1");

        Assert.Equal((20, 5, 10, "tts silo-1"), (connection.MaxPoolSize, connection.Timeout, connection.CommandTimeout, connection.ApplicationName));
        Assert.Equal((null, "-c default_transaction_isolation=read\\ committed"), (connection.TargetSessionAttributes, connection.Options));
        Assert.True(connection.NoResetOnClose);
    }

    [Fact]
    public void What_is_written_stays()
    {
        var connection = PostgresConnection.Complete(
            "Host=a,b;Database=tts;Username=tts;Maximum Pool Size=7;Timeout=1;Command Timeout=2;No Reset On Close=false;Application Name=x;Target Session Attributes=any;Options=-c default_transaction_isolation=serializable",
            "tts silo-1");

        Assert.Equal((7, 1, 2, "x"), (connection.MaxPoolSize, connection.Timeout, connection.CommandTimeout, connection.ApplicationName));
        Assert.Equal(("any", "-c default_transaction_isolation=serializable"), (connection.TargetSessionAttributes, connection.Options));
        Assert.False(connection.NoResetOnClose);
    }

    [Fact]
    public void The_name_for_people_has_no_password() => Assert.Equal(
        "tts at db:5432 as user",
        PostgresConnection.Describe(PostgresConnection.Complete("Host=db;Database=tts;Username=user;Password=hush", "tts")));

    [PostgresFact]
    public async Task Of_several_hosts_the_primary_is_asked()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        var hosts = new NpgsqlConnectionStringBuilder(database.Runtime) { Host = $"127.0.0.1:{Ports.Free()},127.0.0.1:{server.Port}" };
        Assert.Equal("primary", PostgresConnection.Complete(hosts.ConnectionString, "test").TargetSessionAttributes);
        using var node = new TestNode(hosts.ConnectionString);

        await node.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true);

        Assert.Empty((await node.Membership.ReadAllAsync()).Members);
    }
}
