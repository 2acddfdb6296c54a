using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.Sqlite;

namespace Omnichannel.Integration.Stores;

/// <summary>A log in memory with read models in a folder beside it, all gone with the test.</summary>
internal sealed class EmbeddedStores : IAsyncDisposable
{
    public EmbeddedStores() => ReadModels = new SqliteReadModels(Path.Combine(Folder, "read.db"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("omnichannel").FullName;

    public SqliteEventStore Log { get; } = new(":memory:", TimeProvider.System);

    public SqliteReadModels ReadModels { get; }

    public async ValueTask DisposeAsync()
    {
        await ReadModels.DisposeAsync();
        await Log.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
