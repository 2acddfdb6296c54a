namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>Writes a batch of appends in one transaction, each request judged on its own; called by one thread at a time.</summary>
internal sealed class SqliteBatchWriter : IDisposable
{
    private readonly SqliteConnections _connections;
    private SqliteConnections.Lease? _own;
    private SqliteStatements? _statements;

    public SqliteBatchWriter(SqliteConnections connections) => _connections = connections;

    public AppendResult[] Write(IReadOnlyList<AppendRequest> batch)
    {
        if (_connections.IsMemory)
        {
            using var lease = _connections.Acquire();
            using var statements = new SqliteStatements(lease.Connection);
            return Write(statements, batch);
        }

        _own ??= _connections.Acquire();
        _statements ??= new SqliteStatements(_own.Value.Connection);
        return Write(_statements, batch);
    }

    public void Dispose()
    {
        _statements?.Dispose();
        _own?.Dispose();
    }

    private static AppendResult[] Write(SqliteStatements statements, IReadOnlyList<AppendRequest> batch)
    {
        // IMMEDIATE: the write lock is taken before the first read, so what is judged is what is written to, also beside another process.
        using var transaction = statements.Connection.BeginTransaction(deferred: false);
        statements.Use(transaction);
        var position = statements.Head();
        var results = new AppendResult[batch.Count];
        for (var i = 0; i < batch.Count; i++)
            results[i] = Append(statements, batch[i], ref position);
        transaction.Commit();
        return results;
    }

    private static AppendResult Append(SqliteStatements statements, AppendRequest request, ref long position)
    {
        (long Position, long Version) known = default;
        foreach (var e in request.Events)
        {
            var found = statements.Find(e.Id);
            if (found.Position > known.Position)
                known = found;
        }

        if (known.Position > 0)
            return new AppendResult(AppendOutcome.Repeated, known.Version, known.Position);

        var stream = request.Stream.ToString();
        var version = statements.VersionOf(stream);
        if (version != request.ExpectedVersion)
            return new AppendResult(AppendOutcome.Conflict, version, 0);
        foreach (var e in request.Events)
            statements.Insert(++position, stream, ++version, e);
        return new AppendResult(AppendOutcome.Appended, version, position);
    }
}
