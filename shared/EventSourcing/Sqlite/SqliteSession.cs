using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>A connection with the statements that were prepared on it; one user at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    /// <summary>The texts are the program's own, with parameters: there are a few dozen, and for a read model one for each set of columns that is written. Whatever exceeds that is not kept.</summary>
    private const int MaxKept = 256;

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteConnection Connection => connection;

    /// <summary>The command of this text, its parameters as the last user left them. Not to be disposed.</summary>
    public SqliteCommand Command(string sql)
    {
        if (_commands.TryGetValue(sql, out var known))
            return known;
        if (_commands.Count == MaxKept)
            Forget();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return _commands[sql] = command;
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
    }
}
