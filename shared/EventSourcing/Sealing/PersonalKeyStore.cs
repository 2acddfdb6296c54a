using System.Data.Common;
using Dapper;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>A subject's key as it is kept.</summary>
/// <param name="Epoch">The id of the epoch key that wraps it.</param>
/// <param name="Wrapped">Null once it was destroyed: what is left is a tombstone, so that it is never made again.</param>
internal sealed record WrappedKey(Guid Subject, string Epoch, byte[]? Wrapped);

/// <summary>The database of wrapped keys: two tables, in SQL that SQLite and PostgreSQL both take but for what is abstract here.</summary>
internal abstract class PersonalKeyStore : IAsyncDisposable
{
    private const int RewrapPage = 1_000;

    protected abstract string BytesType { get; }

    /// <summary>Behind a column: it is one of the parameter <c>@subjects</c>.</summary>
    protected abstract string InSubjects { get; }

    /// <summary>Behind a SELECT: others may read the row, and change it only when this transaction is over.</summary>
    protected abstract string Share { get; }

    protected abstract string Alone { get; }

    /// <summary>Makes the tables; two processes that start at once agree on the epoch of the first.</summary>
    /// <param name="first">The epoch to begin with where there is none; null = none yet.</param>
    /// <returns>The id of the epoch key in use; null when there is none.</returns>
    public async Task<string?> OpenAsync(string? first, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockAsync(connection, transaction, ct);
        await RunAsync(
            $"CREATE TABLE IF NOT EXISTS personal_keys (subject text NOT NULL PRIMARY KEY, epoch text NOT NULL, wrapped {BytesType}, tombstone bigint)");
        await RunAsync("CREATE INDEX IF NOT EXISTS personal_keys_tombstone ON personal_keys (tombstone)");
        await RunAsync("CREATE TABLE IF NOT EXISTS personal_epoch (one integer NOT NULL PRIMARY KEY, id text NOT NULL)");
        if (first is not null)
            await RunAsync("INSERT INTO personal_epoch (one, id) VALUES (1, @first) ON CONFLICT (one) DO NOTHING");
        var epoch = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition("SELECT id FROM personal_epoch WHERE one = 1", transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return epoch;

        Task RunAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, new { first }, transaction, cancellationToken: ct));
    }

    /// <summary>What there is for these subjects, in one query.</summary>
    public async Task<List<WrappedKey>> FindAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        return await FindAsync(connection, null, subjects, ct);
    }

    /// <summary>Keeps keys where there are none, in one transaction.</summary>
    /// <returns>What stands there now, perhaps another's; null when their epoch is not the one in use any more.</returns>
    public async Task<List<WrappedKey>?> MakeAsync(IReadOnlyList<WrappedKey> wished, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var epoch = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT id FROM personal_epoch WHERE one = 1{Share}", transaction: transaction, cancellationToken: ct));
        if (wished.Any(key => key.Epoch != epoch))
            return null;
        var values = new DynamicParameters();
        values.Add("epoch", epoch);
        // In one order, so that two processes never wait for each other in a circle.
        var ordered = wished.OrderBy(key => key.Subject.ToString(), StringComparer.Ordinal).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            values.Add($"s{i}", ordered[i].Subject.ToString());
            values.Add($"w{i}", ordered[i].Wrapped);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            $"INSERT INTO personal_keys (subject, epoch, wrapped) VALUES {string.Join(", ", Enumerable.Range(0, ordered.Length).Select(i => $"(@s{i}, @epoch, @w{i})"))} ON CONFLICT (subject) DO NOTHING",
            values, transaction, cancellationToken: ct));
        var standing = await FindAsync(connection, transaction, [.. wished.Select(key => key.Subject)], ct);
        await transaction.CommitAsync(ct);
        return standing;
    }

    /// <summary>Replaces each key by a tombstone, also where there never was one.</summary>
    public async Task DestroyAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        await using (var connection = await ConnectAsync(ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await LockAsync(connection, transaction, ct);
            var number = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "SELECT coalesce(max(tombstone), 0) + 1 FROM personal_keys", transaction: transaction, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO personal_keys (subject, epoch, wrapped, tombstone) VALUES (@subject, '', NULL, @number)
                ON CONFLICT (subject) DO UPDATE SET epoch = '', wrapped = NULL, tombstone = excluded.tombstone WHERE personal_keys.tombstone IS NULL
                """,
                subjects.Select(subject => new { subject = subject.ToString(), number }), transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
        }

        await ScrubAsync(ct);
    }

    /// <summary>Whose keys were destroyed since then, and the mark to pass the next time. From null: the mark alone.</summary>
    public async Task<(long Mark, List<Guid> Subjects)> DestroyedAsync(long? since, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        if (since is null)
        {
            var mark = await connection.ExecuteScalarAsync<long>(
                new CommandDefinition("SELECT coalesce(max(tombstone), 0) FROM personal_keys", cancellationToken: ct));
            return (mark, []);
        }

        var rows = (await connection.QueryAsync<(string Subject, long Number)>(new CommandDefinition(
            "SELECT subject, tombstone FROM personal_keys WHERE tombstone > @since", new { since }, cancellationToken: ct))).AsList();
        return (rows.Select(row => row.Number).DefaultIfEmpty(since.Value).Max(), rows.ConvertAll(row => Guid.Parse(row.Subject)));
    }

    /// <summary>Rewraps every key, in one transaction; keys that are to be made meanwhile wait and are then wrapped with the new one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RewrapAsync(string to, Func<WrappedKey, byte[]> rewrap, CancellationToken ct)
    {
        var count = 0;
        await using (var connection = await ConnectAsync(ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                $"SELECT id FROM personal_epoch WHERE one = 1{Alone}", transaction: transaction, cancellationToken: ct));
            for (string? after = ""; after is not null;)
            {
                var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
                    "SELECT subject, epoch, wrapped FROM personal_keys WHERE subject > @after AND wrapped IS NOT NULL ORDER BY subject LIMIT @limit",
                    new { after, limit = RewrapPage }, transaction, cancellationToken: ct))).AsList();
                await connection.ExecuteAsync(new CommandDefinition(
                    "UPDATE personal_keys SET epoch = @to, wrapped = @wrapped WHERE subject = @subject",
                    rows.Where(row => row.Epoch != to).Select(row => new { to, wrapped = rewrap(row.ToKey()), subject = row.Subject }).ToArray(),
                    transaction, cancellationToken: ct));
                count += rows.Count;
                after = rows.Count == RewrapPage ? rows[^1].Subject : null;
            }

            await connection.ExecuteAsync(new CommandDefinition("UPDATE personal_epoch SET id = @to WHERE one = 1", new { to }, transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
        }

        await ScrubAsync(ct);
        return count;
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task<DbConnection> ConnectAsync(CancellationToken ct);

    /// <summary>Waits until no other process makes tables or tombstones: their numbers are in the order of their commits.</summary>
    protected abstract Task LockAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct);

    /// <summary>Gets what was deleted out of the files, as far as the database can.</summary>
    protected abstract Task ScrubAsync(CancellationToken ct);

    private async Task<List<WrappedKey>> FindAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT subject, epoch, wrapped FROM personal_keys WHERE subject{InSubjects}",
            new { subjects = subjects.Select(subject => subject.ToString()).ToArray() }, transaction, cancellationToken: ct));
        return [.. rows.Select(row => row.ToKey())];
    }

    /// <summary>Columns as Dapper maps them.</summary>
    private sealed class Row
    {
        public required string Subject { get; init; }
        public required string Epoch { get; init; }
        public byte[]? Wrapped { get; init; }

        public WrappedKey ToKey() => new(Guid.Parse(Subject), Epoch, Wrapped);
    }
}
