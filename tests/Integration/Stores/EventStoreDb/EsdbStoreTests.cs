using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>The suite of all stores on a real EventStoreDB. Its tests share one log, so they run one after another.</summary>
[Collection("EventStoreDB")]
public sealed class EsdbStoreTests : DurableStoreContract
{
    private protected override async Task<IStoreUnderTest> OpenAsync() => await EsdbUnderTest.CreateAsync(Servers.EventStoreDb);
}

internal sealed class EsdbUnderTest : IStoreUnderTest
{
    private readonly string _connectionString;
    private EsdbEventStore _store = null!;

    private EsdbUnderTest(string connectionString) => _connectionString = connectionString;

    public IEventStore Store => _store;

    public ILogHead Head => _store;

    public bool HasGaps => true;

    public long Start { get; private set; }

    public string Scope { get; } = $"{Guid.NewGuid():N}"[..8];

    public static async Task<EsdbUnderTest> CreateAsync(string connectionString)
    {
        var opened = new EsdbUnderTest(connectionString);
        await opened.ReopenAsync();
        opened.Start = await opened.Head.HeadAsync(CancellationToken.None);
        return opened;
    }

    public async Task ReopenAsync()
    {
        await DisposeAsync();
        _store = await EsdbEventStore.OpenAsync(_connectionString, TimeProvider.System, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }
}
