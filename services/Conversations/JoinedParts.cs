using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

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
