using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>
/// A program writes first. Whether it should is its own decision; whether it may at this address, now, is decided here, where that is known
/// best: by the same rule as an agent's reply.
/// </summary>
internal sealed class SendProactiveMessage(CommandHandler handler, LastContact contacts, ConversationPlacement placement)
    : IRequestHandler<WriteMessage, MessageWritten>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<WriteMessage, MessageWritten, SendProactiveMessage>("conversations.write-message");

    public async Task<MessageWritten> HandleAsync(WriteMessage request, CancellationToken ct)
    {
        var citizen = (await handler.LoadAsync(CitizenDecider.At(request.CitizenId), ct)).State;
        if (!citizen.Exists || citizen.IsErased)
            return Refused(citizen.IsErased ? Refusals.Erased : Refusals.NoCitizen);
        if (!citizen.ContactPoints.ContainsKey(request.ContactPointId))
            return Refused(Refusals.NoContactPoint);
        var traits = ChannelTraits.Of(request.Channel);
        var to = (await handler.LoadAsync(ContactPointDecider.At(request.ContactPointId), ct)).State;
        var contact = await contacts.FindAsync(request.CitizenId, request.ContactPointId, request.Channel, ct);
        var details = InForm(request.Details ?? new ReplyDetails(), ReplyPolicy.IsWindowOpen(traits.SessionWindow, contact?.LastMessageAt, request.At));
        var draft = new ReplyDraft(request.Text) { Subject = details.Subject, IsTemplate = details.Template is not null };
        if (ReplyPolicy.Check(traits, to, traits.SessionWindow, contact?.LastMessageAt, draft, request.At) is { } refusal)
            return Refused(refusal);
        return await AppendAsync(request, citizen, contact, details, ct);
    }

    /// <summary>A template is for outside the window alone, and carries its own buttons.</summary>
    private static ReplyDetails InForm(ReplyDetails details, bool isWindowOpen) =>
        isWindowOpen ? details with { Template = null }
        : details.Template is null ? details
        : details with { Choices = null };

    private async Task<MessageWritten> AppendAsync(
        WriteMessage request, CitizenState citizen, ConversationState.ChannelContact? contact, ReplyDetails details, CancellationToken ct)
    {
        var reply = new ConversationCommand.Reply(
            request.MessageId, request.ContactPointId, request.To, contact?.OurAddress, request.Channel, request.Text, [], request.Author, request.At)
        {
            Details = details,
        };
        var context = CommandContext.First(request.MessageId, request.Author, request.At);
        var (ordinal, handled) = await placement.HandleAsync(
            request.CitizenId, citizen, new Arrival(request.ContactPointId, request.At),
            ordinal => new ConversationCommand.Write(ordinal, request.CitizenId, reply), context, ct);
        if (handled.Refusal is { } refusal)
            return Refused(refusal);
        var conversationId = ConversationDecider.IdOf(request.CitizenId, ordinal);
        await handler.HandleAsync(
            CitizenDecider.At(request.CitizenId), new CitizenCommand.JoinConversation(ordinal, conversationId, request.ContactPointId, request.At),
            context with { CommandId = DerivedId.From("join", request.MessageId.ToString()), CausationId = request.MessageId }, ct);
        return new MessageWritten(conversationId, null, null);
    }

    private static MessageWritten Refused(Refusal refusal) => new(null, refusal.Code, refusal.Sentence);
}
