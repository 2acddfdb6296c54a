using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>
/// Replies leave through the log: this follows it and orders each reply's channel to send. A reply that has an outcome already is passed
/// over, so a lost checkpoint never writes to a citizen twice.
/// </summary>
internal sealed class Outbound(OutboundOrder order) : ISubscriber
{
    /// <summary>After a start or a failure the next batch may have been ordered before: then the provider is asked first.</summary>
    private bool _mayBeRepeated = true;

    public string Name => "outbound-1";

    public async Task HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var repeated = _mayBeRepeated;
        _mayBeRepeated = true;
        foreach (var (recorded, e) in events)
        {
            if (e is ConversationEvent.ReplyWritten reply && StreamName.TryParse(recorded.Stream, out var stream))
                await order.PlaceAsync(Guid.Parse(stream.Value.Id), reply.MessageId, repeated, ct);
        }

        _mayBeRepeated = false;
    }
}
