using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Marten;

namespace Omnichannel.Integration.Stores;

internal sealed class PostgresUnderTest : IStoreUnderTest
{
    private readonly PostgresDatabase _database;
    private MartenEventStore _store = null!;

    private PostgresUnderTest(PostgresDatabase database) => _database = database;

    public string ConnectionString => _database.ConnectionString;

    public PostgresDatabase Database => _database;

    public IEventStore Store => _store;

    public ILogHead Head => _store;

    public static async Task<PostgresUnderTest> CreateAsync()
    {
        var opened = new PostgresUnderTest(await PostgresDatabase.CreateAsync());
        await opened.OpenAsync();
        return opened;
    }

    public async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task OpenAsync() => _store = await MartenEventStore.OpenAsync(ConnectionString, TimeProvider.System, CancellationToken.None);
}
