using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>Where a reply goes.</summary>
/// <param name="Contact">How the address last wrote on that channel; null = never.</param>
internal sealed record ReplyRoute(Guid ContactPointId, ContactPoint To, ConversationState.ChannelContact? Contact);

/// <summary>Which of the citizen's addresses a reply goes to.</summary>
internal sealed class ReplyRouting(CommandHandler handler, ContactPointIds ids)
{
    /// <summary>
    /// The participant on that channel, the last writer before others; then where the last writer asked to be answered; then any address of
    /// the citizen that the channel can write to. Null when there is none.
    /// </summary>
    public async Task<ReplyRoute?> FindAsync(ConversationState conversation, string channel, CancellationToken ct)
    {
        var participants = conversation.Participants
            .Where(pair => pair.Value.Channels.ContainsKey(channel))
            .OrderByDescending(pair => pair.Key == conversation.LastWriter).ThenByDescending(pair => pair.Value.Channels[channel].LastMessageAt);
        foreach (var (contactPointId, participant) in participants)
            return new ReplyRoute(contactPointId, participant.ContactPoint, participant.Channels[channel]);
        var kind = ContactPoint.KindOf(channel);
        if (conversation.Participants.GetValueOrDefault(conversation.LastWriter)?.ReplyTo is { } asked && asked.Kind == kind)
            return new ReplyRoute(await ids.IdOfAsync(asked, ct), asked, null);
        var citizen = (await handler.LoadAsync(CitizenDecider.At(conversation.CitizenId), ct)).State;
        // An address of the channel's own (a WhatsApp user id) before one that it shares with others (a number).
        var own = citizen.ContactPoints.Values.Select(one => one.ContactPoint).ToList();
        var other = own.Find(one => one.Kind == channel) ?? own.Find(one => one.Kind == kind);
        return other is null ? null : new ReplyRoute(await ids.IdOfAsync(other, ct), other, null);
    }
}
