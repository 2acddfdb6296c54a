using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>
/// Replies leave through the log: this follows it and dispatches each reply to its channel. A reply that has an outcome already is passed
/// over, so a lost checkpoint never writes to a citizen twice.
/// </summary>
internal sealed class ReplyDispatch(DispatchReply dispatch, ILogHead head) : ISubscriber
{
    /// <summary>After a start or a failure, what the log had by then may have been dispatched before: for those the provider is asked first.</summary>
    private long? _mayBeOrdered;

    public string Name => "reply-dispatch-1";

    public IReadOnlyList<string> FormerNames => ["outbound-1"];

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var mayBeOrdered = _mayBeOrdered ?? await head.HeadAsync(ct);
        var placed = false;
        _mayBeOrdered = null;
        foreach (var (recorded, e) in events)
        {
            if (e is not ConversationEvent.ReplyWritten reply || !StreamName.TryParse(recorded.Stream, out var stream))
                continue;
            await dispatch.DispatchAsync(Guid.Parse(stream.Value.Id), reply.MessageId, recorded.Position <= mayBeOrdered, ct);
            placed = true;
        }

        _mayBeOrdered = mayBeOrdered;
        return placed;
    }
}
