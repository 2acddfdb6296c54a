using Microsoft.AspNetCore.Http;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>An agent answers: on the conversation's channel, or on another of the citizen's.</summary>
internal sealed class SendReply(CommandHandler handler, ContactPointIds ids, ConversationsOptions options, TimeProvider time)
{
    private const int MaxLength = 20_000;

    /// <summary>A header line of an e-mail has at most 998 characters (RFC 5322).</summary>
    private const int MaxSubject = 900;

    /// <param name="Text">The words.</param>
    /// <param name="Channel">Null = the channel the citizen wrote on last.</param>
    /// <param name="Subject">Of an e-mail; null = as in the thread.</param>
    /// <param name="Choices">Answers to choose from.</param>
    /// <param name="Template">An approved template, for channels that take nothing else outside their window.</param>
    internal sealed record Body(
        string? Text, string? Channel, IReadOnlyList<Attachment>? Attachments, string? Subject, IReadOnlyList<Choice>? Choices, Template? Template);

    internal sealed record Accepted(Guid Id, DeliveryState State);

    public async Task<IResult> HandleAsync(Guid id, Body body, HttpContext http, CancellationToken ct)
    {
        var conversation = (await handler.LoadAsync(ConversationDecider.Decider, ConversationDecider.StreamOf(id), ct)).State;
        if (!conversation.Exists)
            return Answers.Refused(Refusals.NoConversation);
        if (conversation.IsErased)
            return Answers.Refused(Refusals.Erased);
        if (body.Text?.Length > MaxLength || body.Subject?.Length > MaxSubject)
            return Answers.Refused(Refusals.TextTooLong);
        if (body.Subject?.AsSpan().ContainsAnyInRange('\0', '\x1f') == true)
            return Answers.Refused(Refusals.BadSubject);
        var messageId = http.CommandId();
        if ((body.Channel ?? conversation.LastChannel) is not { } channel)
            return Answers.Refused(Refusals.NoContactPoint);
        if (!ChannelTraits.Of(channel).CanSend)
            return Answers.Refused(Refusals.CannotSend);
        if (await RouteAsync(conversation, channel, ct) is not { } route)
            return Answers.Refused(Refusals.NoContactPoint);
        var now = time.GetUtcNow();
        if (!conversation.Replies.ContainsKey(messageId) && await RefusalAsync(body, ChannelTraits.Of(channel), route, now, ct) is { } refusal)
            return Answers.Refused(refusal);
        var command = new ConversationCommand.Reply(
            messageId, route.ContactPointId, route.To, route.Contact?.OurAddress, channel, body.Text ?? "", body.Attachments ?? [], http.CallerName(), now)
        {
            Details = DetailsOf(body),
        };
        var handled = await handler.HandleAsync(
            ConversationDecider.Decider, ConversationDecider.StreamOf(id), command, CommandContext.First(messageId, http.CallerName(), now), ct);
        return Answers.Of(http, handled, () => new Accepted(messageId, handled.State.Replies[messageId].State));
    }

    private static ReplyDetails? DetailsOf(Body body) => body is { Subject: null, Choices: null or { Count: 0 }, Template: null }
        ? null
        : new ReplyDetails { Subject = body.Subject, Choices = body.Choices is { Count: > 0 } ? body.Choices : null, Template = body.Template };

    /// <summary>Who took part on that channel comes first, the last writer before others; then where the last writer asked to be answered; then any address of the citizen that it can write to.</summary>
    private async Task<Route?> RouteAsync(ConversationState conversation, string channel, CancellationToken ct)
    {
        var participants = conversation.Participants
            .Where(pair => pair.Value.Channels.ContainsKey(channel))
            .OrderByDescending(pair => pair.Key == conversation.LastWriter).ThenByDescending(pair => pair.Value.Channels[channel].HeardAt);
        foreach (var (contactPointId, participant) in participants)
            return new Route(contactPointId, participant.ContactPoint, participant.Channels[channel]);
        var kind = ContactPoint.KindOf(channel);
        if (conversation.Participants.GetValueOrDefault(conversation.LastWriter)?.ReplyTo is { } asked && asked.Kind == kind)
            return new Route(await ids.IdOfAsync(asked, ct), asked, null);
        var citizen = (await handler.LoadAsync(CitizenDecider.Decider, CitizenDecider.StreamOf(conversation.CitizenId), ct)).State;
        // An address of the channel's own (a WhatsApp user id) before one that it shares with others (a number).
        var own = citizen.ContactPoints.Values.Select(one => one.ContactPoint).ToList();
        var other = own.Find(one => one.Kind == channel) ?? own.Find(one => one.Kind == ContactPoint.KindOf(channel));
        return other is null ? null : new Route(await ids.IdOfAsync(other, ct), other, null);
    }

    private async Task<Refusal?> RefusalAsync(Body body, ChannelTraits traits, Route route, DateTimeOffset now, CancellationToken ct)
    {
        if (body.Text?.Length > traits.MaxText)
            return Refusals.TooLongFor(traits);
        if (body.Template is not null && !traits.HasTemplates)
            return Refusals.NoTemplates;
        if (body.Template is null && options.WindowOf(traits) is { } window && !(now - route.Contact?.HeardAt <= window))
            return Refusals.WindowClosed(traits, window);
        var contactPoint = (await handler.LoadAsync(ContactPointDecider.Decider, ContactPointDecider.StreamOf(route.ContactPointId), ct)).State;
        return contactPoint.OptedOut.Contains(traits.Channel) ? Refusals.OptedOut : null;
    }

    /// <param name="Contact">How the address was last heard on that channel; null = never.</param>
    private sealed record Route(Guid ContactPointId, ContactPoint To, ConversationState.ChannelContact? Contact);
}
