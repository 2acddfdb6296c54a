using Microsoft.Data.Sqlite;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;

namespace Omnichannel.Integration.Stores;

public sealed class SqliteFileStoreTests : DurableStoreContract
{
    private protected override Task<IStoreUnderTest> OpenAsync() =>
        Task.FromResult<IStoreUnderTest>(new SqliteUnderTest(Path.Combine(Directory.CreateTempSubdirectory("omnichannel").FullName, "log.db")));
}

public sealed class SqliteMemoryStoreTests : StoreContract
{
    private protected override Task<IStoreUnderTest> OpenAsync() => Task.FromResult<IStoreUnderTest>(new SqliteUnderTest(":memory:"));
}

internal sealed class SqliteUnderTest(string path) : IStoreUnderTest
{
    private SqliteEventStore _store = new(path, TimeProvider.System);

    public IEventStore Store => _store;

    public ILogHead Head => _store;

    public async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = new SqliteEventStore(path, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (path != ":memory:")
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
