using System.Text;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Testing;

namespace Omnichannel.Integration.Stores;

/// <summary>Events written to a store and read from it, as they are and as text.</summary>
internal static class PlainEvents
{
    public static Task<AppendResult> AppendAsync(IEventStore store, StreamName stream, long expected, params object[] events) => store.AppendAsync(
        new AppendRequest(stream, expected, [.. events.Select((e, i) => new NewEvent(
            DerivedId.From(stream.ToString(), $"{expected + i}"), EventCatalog.NameOf(e), EventCatalog.Serialize(e),
            new EventContext(Moment.Noon, null, null, "x", null)))]),
        CancellationToken.None);

    public static async Task<List<RecordedEvent>> RecordedAsync(IEventStore store, StreamName stream)
    {
        var read = new List<RecordedEvent>();
        await foreach (var recorded in store.ReadStreamAsync(stream, 0, CancellationToken.None))
            read.Add(recorded);
        return read;
    }

    public static async Task<List<string>> ReadAsync(IEventStore store, StreamName stream) =>
        [.. (await RecordedAsync(store, stream)).Select(recorded => Encoding.UTF8.GetString(recorded.Content.Span))];

    public static async Task<List<object>> EventsAsync(IEventStore store, StreamName stream) =>
        [.. (await RecordedAsync(store, stream)).Select(recorded => EventCatalog.Deserialize(recorded)!)];
}
