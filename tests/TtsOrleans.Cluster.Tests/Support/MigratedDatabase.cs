using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>Databases with the product's schema, applied by the product in this process.</summary>
internal static class MigratedDatabase
{
    extension(TestDatabase database)
    {
        /// <summary>Creates one with the schema of this release.</summary>
        public static async Task<TestDatabase> CreateMigratedAsync(PostgresServer server)
        {
            var created = await TestDatabase.CreateAsync(server);
            await created.MigrateAsync(_ => { });
            return created;
        }

        /// <summary>Brings it to the schema of this release.</summary>
        public async Task MigrateAsync(Action<string> tell)
        {
            await using var source = NpgsqlDataSource.Create(PostgresConnection.Complete(database.Owner + ";Pooling=false", "test"));
            await new SchemaMigration(source, SchemaScript.All, tell).RunAsync("tts", CancellationToken.None);
        }
    }
}
