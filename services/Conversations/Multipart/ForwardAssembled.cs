using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>Follows the log and feeds joined multipart messages into the normal intake.</summary>
internal sealed class ForwardAssembled(IIntake intake) : ISubscriber
{
    public string Name => "forward-assembled-1";

    public IReadOnlyList<string> FormerNames => ["joined-parts-1"];

    public async Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct)
    {
        var joined = events.Select(followed => followed.Event).OfType<PartsEvent.Joined>()
            // Of a citizen who was erased meanwhile: there is nothing left to take in.
            .Where(message => message.From.Kind != ContactPoint.Erased).ToArray();
        foreach (var message in joined)
            await intake.AcceptAsync([MessageOf(message)], ct);
        return joined.Length > 0;
    }

    private static MessageHeard MessageOf(PartsEvent.Joined joined) => new(
        joined.MessageId, joined.Channel, joined.Provider, joined.ProviderMessageId, joined.From, joined.To, joined.Text, [], Language: null,
        joined.SentAt, joined.At, Proven: [], Keyword: null);
}
