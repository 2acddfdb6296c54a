using System.Data.Common;
using Dapper;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>
/// Gets what was deleted or overwritten out of a database's files. <c>secure_delete</c> clears what is freed, not what is left behind when a
/// page is put in order: so the file is written anew, and the log of changes cut off.
/// </summary>
internal static class SqliteScrub
{
    public static async Task RunAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("VACUUM", cancellationToken: ct));
        // The busy timeout of the connection makes it wait for readers that still need the log; whoever reads for longer holds it up.
        var isBusy = await connection.ExecuteScalarAsync<long>(new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken: ct));
        if (isBusy != 0)
            throw new TimeoutException("Somebody reads from the database for so long that its log of changes cannot be cut off.");
    }
}
