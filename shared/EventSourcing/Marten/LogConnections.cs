using JasperFx;
using Marten;
using Npgsql;
using Omnichannel.Contracts.Marten;

namespace Omnichannel.EventSourcing.Marten;

/// <summary>How the log's connections and its Marten are set.</summary>
internal static class LogConnections
{
    /// <summary>
    /// What is sent often is prepared, and planned once: reading and planning the append takes four times as long as running it. Without
    /// sequential scans, because a plan made for empty tables is kept when they have grown; that goes for the foreign key's own lookups too.
    /// </summary>
    private const string Plans = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

    public static NpgsqlDataSource DataSource(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = string.IsNullOrEmpty(settings.Options) ? Plans : $"{settings.Options} {Plans}";
        // Nothing here leaves a session changed for whoever has it next, and resetting would be one more command a batch.
        settings.NoResetOnClose = true;
        if (settings.MaxAutoPrepare == 0)
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (40, 2);
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>The log stands in the schema that the connection's search path begins with.</summary>
    public static async Task<DocumentStore> StoreAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var schema = database.CreateCommand("SELECT current_schema()");
        var name = await schema.ExecuteScalarAsync(ct) as string ?? "public";
        return DocumentStore.For(options =>
        {
            options.Connection(database);
            options.DatabaseSchemaName = name;
            options.UseOmnichannelEvents(name);
            // At the start, and by MartenSchema only.
            options.AutoCreateSchemaObjects = AutoCreate.None;
            options.DisableNpgsqlLogging = true;
        });
    }
}
