using JasperFx;
using Marten;
using Npgsql;
using Weasel.Core;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>Lets Marten make or migrate its tables, and refuses a server that could lose what it acknowledged, or tables that somebody has changed.</summary>
internal static class MartenSchema
{
    /// <exception cref="InvalidOperationException">The server is not durable, or the tables are not as they were made. Nothing was changed.</exception>
    public static async Task EnsureAsync(IDocumentStore store, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await RefuseForgetfulServerAsync(connection, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two processes that start at once must not both change the tables, and nobody appends while one does.
        await using (var turn = new NpgsqlCommand(AppendOperation.Lock, connection, transaction))
            await turn.ExecuteNonQueryAsync(ct);
        var migration = await store.Storage.CreateMigrationAsync();
        if (migration.Difference != SchemaPatchDifference.None)
        {
            if (TableFaults.Of(migration).ToArray() is { Length: > 0 } faults)
                throw new InvalidOperationException($"The event tables are not as they were made: {string.Join("; ", faults)}. Nothing was changed; docs/marten.md says how to repair them.");
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
            await store.Storage.Database.AssertDatabaseMatchesConfigurationAsync(ct);
        }

        await using (var align = new NpgsqlCommand(AppendOperation.AlignSequence, connection, transaction))
            await align.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task RefuseForgetfulServerAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            await using var show = new NpgsqlCommand($"SHOW {setting}", connection);
            if ((string)(await show.ExecuteScalarAsync(ct))! == "off")
                throw new InvalidOperationException($"PostgreSQL runs with {setting} = off: it may lose what it acknowledged. Switch it on.");
        }
    }
}
