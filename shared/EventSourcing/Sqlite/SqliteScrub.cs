using System.Data.Common;
using System.Diagnostics;
using Dapper;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>
/// Gets what was deleted or overwritten out of a database's files. <c>secure_delete</c> clears what is freed, not what is left behind when a
/// page is put in order: so the file is rewritten, and the write-ahead log truncated.
/// </summary>
internal static class SqliteScrub
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">Somebody reads for more than half a minute.</exception>
    public static async Task RunAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("VACUUM", cancellationToken: ct));
        // Readers need the write-ahead log, and only one connection at a time may write it back: both are waited for.
        var began = Stopwatch.GetTimestamp();
        while (await connection.ExecuteScalarAsync<long>(new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken: ct)) != 0)
        {
            if (Stopwatch.GetElapsedTime(began) > Timeout)
                throw new TimeoutException("Somebody reads from the database for so long that its log of changes cannot be cut off.");
            await Task.Delay(Look, TimeProvider.System, ct);
        }
    }
}
