using MassTransit;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>The history that a visitor's page shows, straight from the streams: a page that reloads sees its own last message.</summary>
internal sealed class ReadChatHistory(IEventStore store, CommandHandler handler, ContactPointIds ids)
    : IRequestHandler<GetChatHistory, ChatHistory>
{
    private const int MaxConversations = 3;

    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddRequestHandler<GetChatHistory, ChatHistory, ReadChatHistory>("conversations.get-chat-history");

    public async Task<ChatHistory> HandleAsync(GetChatHistory request, CancellationToken ct)
    {
        var contactPointId = await ids.IdOfAsync(request.Visitor, ct);
        var contactPoint = await handler.LoadAsync(ContactPointDecider.At(contactPointId), ct);
        if (contactPoint.State.CitizenId is not { } citizenId)
            return new ChatHistory([]);
        var citizen = await handler.LoadAsync(CitizenDecider.At(citizenId), ct);
        var lines = new List<ChatLine>();
        foreach (var ordinal in (citizen.State.Joined.GetValueOrDefault(contactPointId) ?? []).Order().TakeLast(MaxConversations))
            lines.AddRange(await LinesAsync(ConversationDecider.IdOf(citizenId, ordinal), contactPointId, ct));
        return new ChatHistory([.. lines.TakeLast(Math.Clamp(request.Limit, 1, 500))]);
    }

    private async Task<IEnumerable<ChatLine>> LinesAsync(Guid conversationId, Guid contactPointId, CancellationToken ct)
    {
        var lines = new List<ChatLine>();
        var others = new HashSet<ContactPoint>();
        ContactPoint? replyTo = null;
        await foreach (var recorded in store.ReadStreamAsync(ConversationDecider.StreamOf(conversationId), 0, ct))
        {
            // What was said on other channels is not shown on a web page, for anybody may sit before it.
            switch (EventCatalog.Deserialize(recorded))
            {
                case ConversationEvent.MessageReceived e when e.ContactPointId == contactPointId:
                    lines.Add(new ChatLine(e.MessageId, conversationId, true, e.ProviderMessageId, e.Text, e.At, DeliveryState.Delivered)
                    {
                        Attachments = SomeOrNull(e.Attachments),
                    });
                    replyTo = e.Details?.ReplyTo ?? replyTo;
                    break;
                case ConversationEvent.MessageReceived e:
                    others.Add(e.From);
                    break;
                // The person who writes from the address that the visitor gave may be somebody else: what goes there is theirs then.
                case ConversationEvent.ReplyWritten e when e.ContactPointId == contactPointId || (e.To == replyTo && !others.Contains(e.To)):
                    lines.Add(new ChatLine(e.MessageId, conversationId, false, null, e.Text, e.At, DeliveryState.Pending)
                    {
                        Attachments = SomeOrNull(e.Attachments),
                        Choices = e.Details?.Choices,
                    });
                    break;
                case ConversationEvent.DeliveryReported e when lines.FindIndex(line => line.MessageId == e.MessageId) is >= 0 and var at:
                    lines[at] = lines[at] with { State = e.State };
                    break;
            }
        }

        return lines;
    }

    private static IReadOnlyList<Attachment>? SomeOrNull(IReadOnlyList<Attachment> attachments) => attachments.Count > 0 ? attachments : null;
}
