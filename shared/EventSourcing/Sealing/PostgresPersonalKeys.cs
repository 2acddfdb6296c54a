using System.Data.Common;
using Dapper;
using Npgsql;

namespace Omnichannel.EventSourcing.Sealing;

/// <summary>Keys in tables of their own in the log's database, for all processes. What wraps them is kept elsewhere.</summary>
internal sealed class PostgresPersonalKeys(NpgsqlDataSource database) : PersonalKeyStore
{
    protected override string BytesType => "bytea";

    protected override string InSubjects => " = ANY(@subjects)";

    protected override string Share => " FOR SHARE";

    protected override string Alone => " FOR UPDATE";

    public override ValueTask DisposeAsync() => database.DisposeAsync();

    protected override async Task<DbConnection> ConnectAsync(CancellationToken ct) => await database.OpenConnectionAsync(ct);

    protected override Task LockAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(1329485132, 1)", transaction: transaction, cancellationToken: ct));

    /// <summary>With the planner's statistics, which hold samples of keys too.</summary>
    protected override async Task ScrubAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("VACUUM (ANALYZE) personal_keys", cancellationToken: ct));
    }
}
