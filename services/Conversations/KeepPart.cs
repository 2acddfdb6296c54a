using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A part of a long message is in the log from its first moment on; with the last one the message is there.</summary>
internal sealed class KeepPart(CommandHandler handler, ContactPointIds ids) : IHandle<PartHeard>
{
    public async Task HandleAsync(PartHeard message, Delivery delivery, CancellationToken ct) => await handler.HandleAsync(
        PartsDecider.Decider, PartsDecider.StreamOf(await ids.IdOfAsync(message.From, ct), message), new PartsCommand.Keep(message),
        CommandContext.First(message.HeardId, $"channel:{message.Provider}", message.HeardAt), ct);
}

/// <summary>Follows the log and lets messages that have been put together go the way of all others.</summary>
internal sealed class JoinedParts(IAcceptance acceptance) : ISubscriber
{
    public string Name => "joined-parts-1";

    public async Task HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        foreach (var (_, e) in events)
        {
            if (e is PartsEvent.Joined joined)
                await acceptance.AcceptAsync([MessageOf(joined)], ct);
        }
    }

    private static MessageHeard MessageOf(PartsEvent.Joined joined) => new(
        joined.MessageId, joined.Channel, joined.Provider, joined.ProviderMessageId, joined.From, joined.To, joined.Text, [], Language: null,
        joined.SentAt, joined.At, Proven: [], Keyword: null);
}
