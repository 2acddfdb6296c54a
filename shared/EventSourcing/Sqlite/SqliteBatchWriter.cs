using System.Text;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>Writes a batch of appends in one transaction, each request judged on its own; called by one thread at a time.</summary>
internal sealed class SqliteBatchWriter : IDisposable
{
    private readonly SqliteConnections _connections;
    private SqliteConnections.Lease? _own;
    private Statements? _statements;

    public SqliteBatchWriter(SqliteConnections connections) => _connections = connections;

    public AppendResult[] Write(IReadOnlyList<AppendRequest> batch)
    {
        if (_connections.IsMemory)
        {
            using var lease = _connections.Take();
            using var statements = new Statements(lease.Connection);
            return Write(statements, batch);
        }

        _own ??= _connections.Take();
        _statements ??= new Statements(_own.Value.Connection);
        return Write(_statements, batch);
    }

    public void Dispose()
    {
        _statements?.Dispose();
        _own?.Dispose();
    }

    private static AppendResult[] Write(Statements statements, IReadOnlyList<AppendRequest> batch)
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

    private static AppendResult Append(Statements statements, AppendRequest request, ref long position)
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

    /// <summary>The four statements of an append, prepared once.</summary>
    private sealed class Statements(SqliteConnection connection) : IDisposable
    {
        private readonly SqliteCommand _head = Prepare(connection, "SELECT coalesce(max(position), 0) FROM events");
        private readonly SqliteCommand _find = Prepare(connection, "SELECT position, version FROM events WHERE id = $1", "$1");
        private readonly SqliteCommand _version =
            Prepare(connection, "SELECT coalesce(max(version), 0) FROM events WHERE stream = $1", "$1");

        private readonly SqliteCommand _insert = Prepare(
            connection,
            "INSERT INTO events VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11");

        public SqliteConnection Connection => connection;

        public void Use(SqliteTransaction transaction) =>
            _head.Transaction = _find.Transaction = _version.Transaction = _insert.Transaction = transaction;

        public long Head() => (long)_head.ExecuteScalar()!;

        public long VersionOf(string stream)
        {
            _version.Parameters[0].Value = stream;
            return (long)_version.ExecuteScalar()!;
        }

        public (long Position, long Version) Find(Guid id)
        {
            _find.Parameters[0].Value = id.ToByteArray(bigEndian: true);
            using var reader = _find.ExecuteReader();
            return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : default;
        }

        public void Insert(long position, string stream, long version, NewEvent e)
        {
            var values = _insert.Parameters;
            values[0].Value = position;
            values[1].Value = e.Id.ToByteArray(bigEndian: true);
            values[2].Value = stream;
            values[3].Value = version;
            values[4].Value = e.Type;
            values[5].Value = Encoding.UTF8.GetString(e.Content.Span);
            values[6].Value = Microseconds.Of(e.Context.At);
            values[7].Value = (object?)e.Context.CorrelationId ?? DBNull.Value;
            values[8].Value = (object?)e.Context.CausationId ?? DBNull.Value;
            values[9].Value = (object?)e.Context.Actor ?? DBNull.Value;
            values[10].Value = (object?)e.Context.TraceParent ?? DBNull.Value;
            _insert.ExecuteNonQuery();
        }

        public void Dispose()
        {
            _head.Dispose();
            _find.Dispose();
            _version.Dispose();
            _insert.Dispose();
        }

        private static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] names)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var name in names)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            return command;
        }
    }
}
