using Microsoft.Data.Sqlite;

namespace Omnichannel.EventSourcing.Sqlite;

/// <summary>
/// Writes what was committed back into the database's file, on a thread of its own and a little at a time. A writer that does all of it
/// itself stands still meanwhile, and tens of megabytes at once delay everybody who syncs another file: see CX-1 in the benchmarks.
/// The writer still restarts the write-ahead log, for only it can; it finds little left to do.
/// </summary>
internal sealed class SqliteCheckpoints : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly AutoResetEvent _committed = new(false);
    private readonly Func<SqliteConnection> _open;
    private readonly Task _loop;

    /// <param name="open">Opens a connection to the database, with its settings, for this alone.</param>
    public SqliteCheckpoints(Func<SqliteConnection> open)
    {
        _open = open;
        _loop = Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning);
    }

    public void Committed() => _committed.Set();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _committed.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        var stopped = _stop.Token.WaitHandle;
        WaitHandle[] committedOrStopped = [_committed, stopped];
        while (WaitHandle.WaitAny(committedOrStopped) == 0)
        {
            try
            {
                connection ??= _open();
                using var checkpoint = connection.CreateCommand();
                // PASSIVE waits for nobody, and nobody for it.
                checkpoint.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
                checkpoint.ExecuteNonQuery();
            }
            catch (SqliteException)
            {
                // A full disk, or a file that is being scrubbed: the writer meets the first itself and reports it, the other passes.
            }

            stopped.WaitOne(Interval);
        }

        connection?.Dispose();
    }
}
