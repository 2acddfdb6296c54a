using System.Data.Common;

namespace Omnichannel.EventSourcing;

/// <summary>The database of derived rows and checkpoints: SQLite or PostgreSQL.</summary>
public interface IReadModels
{
    /// <summary>An open connection for queries; times are microseconds, flags 0 and 1 (<see cref="ColumnType"/>).</summary>
    Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>Makes tables, with this suffix to their names, and the table of checkpoints.</summary>
    Task EnsureAsync(IEnumerable<Table> tables, string suffix, CancellationToken ct);

    /// <summary>The checkpoint of a subscription; 0 when it has none.</summary>
    Task<long> CheckpointAsync(string subscription, CancellationToken ct);

    /// <summary>Every checkpoint, by subscription; also of subscriptions that no longer run.</summary>
    Task<IReadOnlyDictionary<string, long>> CheckpointsAsync(CancellationToken ct);

    /// <summary>
    /// Saves rows and moves the checkpoint in one transaction. False, with nothing saved, when the checkpoint is not at
    /// <paramref name="from"/>: another process moved it.
    /// </summary>
    Task<bool> SaveAsync(string subscription, long from, long to, RowChanges rows, string suffix, CancellationToken ct);

    /// <summary>Moves the checkpoint saved under a former name to the current one; a checkpoint that the current name already has stays.</summary>
    Task RenameCheckpointAsync(string former, string subscription, CancellationToken ct);

    /// <summary>Gives a table that no projection makes another name, with its rows; nothing happens when there is none of the former name.</summary>
    Task RenameTableAsync(string former, Table table, CancellationToken ct);

    /// <summary>True when the table has a row.</summary>
    Task<bool> HasRowsAsync(Table table, CancellationToken ct);

    /// <summary>Drops the tables with the suffix and their checkpoint: what an interrupted rebuild left.</summary>
    Task DropAsync(IEnumerable<Table> tables, string suffix, string subscription, CancellationToken ct);

    /// <summary>
    /// Replaces the live tables by those with the suffix, with their checkpoint, in one transaction. False, with nothing done,
    /// while the live ones are further on.
    /// </summary>
    /// <param name="outdated">Places of older versions of the same rows: they go.</param>
    /// <param name="formerTables">Tables of older versions that this one no longer has: they go too.</param>
    Task<bool> SwapAsync(
        IEnumerable<Table> tables, string suffix, string fromSubscription, string toSubscription, IReadOnlyList<string> outdated,
        IReadOnlyList<string> formerTables, CancellationToken ct);

    /// <summary>Gets what was deleted or overwritten in these tables out of the files, as far as the database can; it takes a while.</summary>
    Task ScrubAsync(IEnumerable<Table> tables, CancellationToken ct);

    /// <summary>Takes the lead of a subscription for this process; null while another process has it. Dispose to give it up.</summary>
    Task<IAsyncDisposable?> TryLeadAsync(string subscription, CancellationToken ct);
}
