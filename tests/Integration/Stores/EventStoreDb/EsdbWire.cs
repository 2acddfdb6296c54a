using System.Text;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.EventSourcing.EventStoreDb;
using Omnichannel.EventSourcing.EventStoreDb.Wire;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Stores.EventStoreDb;

/// <summary>What a server may do to a client, played over real HTTP/2.</summary>
public abstract class EsdbWire : IAsyncLifetime
{
    private protected static readonly StreamName Stream = new("test", "1");
    private protected ScriptedEsdb Peer { get; } = new();

    public async ValueTask InitializeAsync() => await Peer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<EsdbEventStore> OpenAsync(string options = "") =>
        EsdbEventStore.OpenAsync($"esdb://{Peer.Host}?tls=false{options}", TimeProvider.System, CancellationToken.None);

    private protected static bool Ending(EsdbCall call, string name, GrpcCode code, string message, params (string, string)[] more)
    {
        if (call.Name != name)
            return false;
        call.End(code, message, more);
        return true;
    }

    private protected static ClusterMembers.Types.Member Member(int port, int state, bool isAlive = true) => new()
    {
        State = state,
        IsAlive = isAlive,
        EndPoint = new ClusterMembers.Types.EndPoint { Address = "127.0.0.1", Port = (uint)port },
    };

    /// <summary>The next append is written, and the connection is cut before its answer.</summary>
    private protected void LoseTheNextAnswer(Action meanwhile)
    {
        var isLost = false;
        Peer.AfterAppend = call =>
        {
            if (isLost)
                return false;
            isLost = true;
            meanwhile();
            call.Cut();
            return true;
        };
    }

    private protected static (AppendOutcome, long) Told(AppendResult result) => (result.Outcome, result.Version);

    private protected static Task<AppendResult> AppendAsync(EsdbEventStore store, long expected, params string[] ids) => AppendAsync(store, Stream, expected, ids);

    private protected static Task<AppendResult> AppendAsync(EsdbEventStore store, StreamName stream, long expected, params string[] ids) => store.AppendAsync(
        new AppendRequest(stream, expected, [.. ids.Select(Event)]), CancellationToken.None);

    private protected static NewEvent Event(string id) => new(
        DerivedId.From("wire", id), "test.happened.v1", Encoding.UTF8.GetBytes("{}"), new EventContext(Moment.Noon, null, null, null, null));

    private protected static async Task<List<RecordedEvent>> ReadAsync(EsdbEventStore store)
    {
        var events = new List<RecordedEvent>();
        await foreach (var e in store.ReadStreamAsync(Stream, 0, CancellationToken.None))
            events.Add(e);
        return events;
    }

    private protected static async Task<List<long>> PositionsAsync(EsdbEventStore store, long after)
    {
        var positions = new List<long>();
        await foreach (var e in store.ReadAllAsync(after, EventFilter.Everything, CancellationToken.None))
            positions.Add(e.Position);
        return positions;
    }
}
