using Npgsql;
using Omnichannel.Integration.Stores;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Upgrade;

/// <summary>With RabbitMQ, where the earlier version had published its log to the exchange.</summary>
[Collection(nameof(UpgradeContract))]
public sealed class PostgresUpgradeTests() : UpgradeContract("2026-12-postgres")
{
    private PostgresDatabase? _database;
    private ExchangeListener _listener = null!;

    private protected override string TableNames => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    private protected override async Task<string[]> RestoreAsync(EarlierInstallation earlier)
    {
        _database = await PostgresDatabase.CreateAsync();
        await using var database = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var restore = database.CreateCommand(earlier.Read("dump.sql"));
        await restore.ExecuteNonQueryAsync();
        var broker = await Brokers.NewAsync();
        _listener = new ExchangeListener(broker, "everything");
        await _listener.BindAsync("#");
        return [$"ConnectionStrings:EventStore={_database.ConnectionString}", $"ConnectionStrings:RabbitMq={broker}"];
    }

    private protected override async Task<IReadOnlyList<CloudEvent>?> PublishedAsync() => [.. (await _listener.TakeAsync()).Select(one => one.Event)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
