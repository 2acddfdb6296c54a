using System.Text;
using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>The four statements of an append, prepared once.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _head = Prepare(connection, "SELECT coalesce(max(position), 0) FROM events");
    private readonly SqliteCommand _find = Prepare(connection, "SELECT position, version, stream FROM events WHERE id = $1", "$1");
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

    public (string Stream, long Version)? PlaceOf(Guid id)
    {
        _find.Parameters[0].Value = id.ToByteArray(bigEndian: true);
        using var reader = _find.ExecuteReader();
        return reader.Read() ? (reader.GetString(2), reader.GetInt64(1)) : null;
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
