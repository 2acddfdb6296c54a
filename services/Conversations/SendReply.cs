using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent answers: on the conversation's channel, or on another of the citizen's.</summary>
internal sealed class SendReply(CommandHandler handler, ContactPointIds ids, TimeProvider time)
{
    private const int MaxLength = 20_000;

    /// <param name="Text">The words.</param>
    /// <param name="Channel">Null = the channel the citizen wrote on last.</param>
    internal sealed record Body(string? Text, string? Channel, IReadOnlyList<Attachment>? Attachments);

    internal sealed record Accepted(Guid Id, DeliveryState State);

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(id), ct)).State;
        if (!conversation.Exists)
            return Answers.Refused(Refusals.NoConversation);
        if (body.Text?.Length > MaxLength)
            return Answers.Refused(Refusals.TextTooLong);
        var messageId = http.CommandId();
        var channel = body.Channel ?? conversation.Participants[conversation.LastWriter].Channel;
        if (await AddressAsync(conversation, channel, ct) is not { } address)
            return Answers.Refused(Refusals.NoContactPoint);
        var now = time.GetUtcNow();
        if (!conversation.Replies.ContainsKey(messageId) && await RefusalAsync(channel, address.ContactPointId, ct) is { } refusal)
            return Answers.Refused(refusal);
        var command = new ConversationCommand.Reply(
            messageId, address.ContactPointId, address.To, address.From, channel, body.Text ?? "", body.Attachments ?? [], http.CallerName(), now);
        var handled = await handler.HandleAsync(
            ConversationDecider.Decider, ConversationDecider.StreamOf(id), command, CommandContext.First(messageId, http.CallerName(), now), ct);
        return Answers.Of(http, handled, () => new Accepted(messageId, handled.State.Replies[messageId].State));
    }

    /// <summary>Who took part on that channel comes first, then any other address of the citizen that the channel can write to.</summary>
    private async Task<(Guid ContactPointId, ContactPoint To, string? From)?> AddressAsync(
        ConversationState conversation, string channel, CancellationToken ct)
    {
        var last = conversation.Participants[conversation.LastWriter];
        if (last.Channel == channel)
            return (conversation.LastWriter, last.ContactPoint, last.OurAddress);
        foreach (var (contactPointId, participant) in conversation.Participants)
        {
            if (participant.Channel == channel)
                return (contactPointId, participant.ContactPoint, participant.OurAddress);
        }

        var citizen = (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(conversation.CitizenId), ct)).State;
        var kind = ContactPoint.KindOf(channel);
        var other = citizen.ContactPoints.Values.FirstOrDefault(own => own.ContactPoint.Kind == kind)?.ContactPoint;
        return other is null ? null : (await ids.IdOfAsync(other, ct), other, null);
    }

    private async Task<Refusal?> RefusalAsync(string channel, Guid contactPointId, CancellationToken ct)
    {
        if (!OutboundOrder.Channels.Contains(channel))
            return Refusals.CannotSend;
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.Decider, ContactPointDecider.StreamOf(contactPointId), ct)).State;
        return contactPoint.OptedOut.Contains(channel) ? Refusals.OptedOut : null;
    }
}
