using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>Imports a chunk in one transaction.</summary>
internal static class SqliteImport
{
    public static ImportResult Write(SqliteConnection connection, IReadOnlyList<ImportedEvent> events)
    {
        using var statements = new SqliteStatements(connection);
        using var transaction = connection.BeginTransaction(deferred: false);
        statements.Use(transaction);
        var versions = events.Select(e => e.Stream.ToString()).Distinct().ToDictionary(stream => stream, statements.VersionOf);
        var known = new Dictionary<Guid, (string Stream, long Version)>();
        foreach (var e in events)
        {
            if (statements.PlaceOf(e.Event.Id) is { } place)
                known[e.Event.Id] = place;
        }

        var fresh = ImportPlan.NewOnes(events, versions, known);
        var position = statements.Head();
        foreach (var (stream, version, e) in fresh)
            statements.Insert(++position, stream.ToString(), version, e);
        transaction.Commit();
        return new ImportResult(fresh.Count, events.Count - fresh.Count, position);
    }
}
