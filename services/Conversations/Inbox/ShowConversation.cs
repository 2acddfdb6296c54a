using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>One conversation with its messages, folded from its stream: never behind.</summary>
internal sealed class ShowConversation(IEventStore store, CommandHandler handler)
{
    internal sealed record View(
        Guid Id, Guid CitizenId, [property: AllowedValues("open", "closed")] string Status, string? Queue, string? Assignee,
        DateTimeOffset OpenedAt, long Version, string Position,
        IReadOnlyList<Participant> ContactPoints, IReadOnlyList<Message> Messages)
    {
        /// <summary>True when the citizen was erased: what is left shows that and when messages were written, not their text.</summary>
        public bool IsErased { get; init; }

        /// <summary>Oldest first.</summary>
        public IReadOnlyList<ShowCalls.Call> Calls { get; init; } = [];
    }

    internal sealed record Participant(Guid Id, string Kind, string Address, IReadOnlyList<string> Channels, bool OptedOut)
    {
        /// <summary>The reply-to address it gave: a reply on that channel goes there. Claimed, not proven.</summary>
        public ContactPoint? ReplyTo { get; init; }
    }

    /// <param name="Direction"><c>inbound</c>, <c>outbound</c> or <c>note</c>.</param>
    internal sealed record Message(
        Guid Id, [property: AllowedValues("inbound", "outbound", "note")] string Direction, string? Channel, string? Provider, string Text,
        string? Author, DateTimeOffset At, Delivery? Delivery,
        IReadOnlyList<Attachment> Attachments)
    {
        public MessageDetails? Details { get; init; }

        public ReplyDetails? Reply { get; init; }

        /// <summary>The words before they were changed, oldest first; null = never changed.</summary>
        public IReadOnlyList<string>? Before { get; init; }

        /// <summary>True when its writer took it back.</summary>
        public bool IsWithdrawn { get; init; }

        /// <summary>The citizen's sign on it; null = none.</summary>
        public string? Reaction { get; init; }

        /// <summary>What a machine understood of a voicemail; null = nothing, or it is none.</summary>
        public string? Transcript { get; init; }
    }

    internal sealed record Delivery(DeliveryState State, string? Reason, string? ProviderCode, DateTimeOffset? At)
    {
        /// <summary>Of a failure: true when the same message may arrive at another time.</summary>
        public bool IsTemporary => State == DeliveryState.Failed && FailureReasons.IsTemporary(Reason);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", (Guid id, ShowConversation slice, CancellationToken ct) => slice.HandleAsync(id, ct))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces<View>()
            .WithName(nameof(ShowConversation)).WithSummary("One conversation with its messages");

    public async Task<IResult> HandleAsync(Guid id, CancellationToken ct) =>
        await ReadAsync(id, ct) is { } view ? Results.Ok(view) : CommandResults.Refused(Refusals.NoConversation);

    /// <summary>Null when there is no such conversation.</summary>
    public async Task<View?> ReadAsync(Guid id, CancellationToken ct)
    {
        var state = ConversationState.Initial;
        var messages = new List<Message>();
        var places = new Dictionary<Guid, int>();
        var calls = new ShowCalls();
        DateTimeOffset openedAt = default;
        (long Version, long Position) head = default;
        await foreach (var recorded in store.ReadStreamAsync(ConversationDecider.StreamOf(id), 0, ct))
        {
            head = (recorded.Version, recorded.Position);
            if (EventCatalog.Deserialize(recorded) is not ConversationEvent @event)
                continue;
            state = ConversationDecider.Evolve(state, @event);
            if (@event is ConversationEvent.Opened opened)
                openedAt = opened.At;
            Show(@event, messages, places);
            calls.Show(@event);
        }

        // The number after an erased citizen's last conversation was never one.
        if (!state.Exists || state is { IsErased: true, Ordinal: 0 })
            return null;
        return new View(
            id, state.CitizenId, state.IsClosed ? "closed" : "open", state.Queue, state.Assignee, openedAt, head.Version,
            head.Position.ToString(CultureInfo.InvariantCulture), await ParticipantsAsync(state, ct),
            [.. messages.Select(message => message with { Transcript = calls.TranscriptOf(message.Id) })])
        { Calls = calls.All, IsErased = state.IsErased };
    }

    private static void Show(ConversationEvent @event, List<Message> messages, Dictionary<Guid, int> places)
    {
        switch (@event)
        {
            case ConversationEvent.MessageReceived e:
                Add(new Message(e.MessageId, "inbound", e.Channel, e.Provider, e.Text, null, e.At, null, e.Attachments) { Details = e.Details });
                break;
            case ConversationEvent.ReplyWritten e:
                Add(new Message(
                    e.MessageId, "outbound", e.Channel, null, e.Text, e.Author, e.At, new Delivery(DeliveryState.Pending, null, null, null), e.Attachments)
                { Reply = e.Details });
                break;
            case ConversationEvent.ReplyObserved e:
                Add(new Message(
                    e.MessageId, "outbound", e.Channel, e.Provider, e.Text, e.Author, e.At, new Delivery(DeliveryState.Sent, null, null, e.At), e.Attachments));
                break;
            case ConversationEvent.NoteAdded e:
                Add(new Message(e.NoteId, "note", null, null, e.Text, e.Author, e.At, null, []));
                break;
            case ConversationEvent.MessageEdited e when places.TryGetValue(e.MessageId, out var place):
                messages[place] = messages[place] with { Text = e.Text, Before = [.. messages[place].Before ?? [], messages[place].Text] };
                break;
            case ConversationEvent.MessageWithdrawn e when places.TryGetValue(e.MessageId, out var place):
                messages[place] = messages[place] with { IsWithdrawn = true };
                break;
            case ConversationEvent.ReactionChanged e when places.TryGetValue(e.MessageId, out var place):
                messages[place] = messages[place] with { Reaction = e.Emoji };
                break;
            case ConversationEvent.AttachmentsStored e when places.TryGetValue(e.MessageId, out var place):
                messages[place] = messages[place] with { Attachments = e.Attachments };
                break;
            case ConversationEvent.Erased:
                for (var i = 0; i < messages.Count; i++)
                    messages[i] = messages[i] with { Text = "", Attachments = [], Details = null, Reply = null, Before = null, Reaction = null };
                break;
            case ConversationEvent.DeliveryReported e when places.TryGetValue(e.MessageId, out var place):
                messages[place] = messages[place] with
                {
                    Provider = e.Provider,
                    Delivery = new Delivery(e.State, e.Reason, e.ProviderCode, e.At),
                };
                break;
        }

        void Add(Message message)
        {
            places[message.Id] = messages.Count;
            messages.Add(message);
        }
    }

    private async Task<List<Participant>> ParticipantsAsync(ConversationState state, CancellationToken ct)
    {
        var participants = new List<Participant>();
        foreach (var (id, participant) in state.Participants)
        {
            var contactPoint = await handler.LoadAsync(ContactPointDecider.At(id), ct);
            participants.Add(new Participant(
                id, participant.ContactPoint.Kind, participant.ContactPoint.Address, [.. participant.Channels.Keys.Order(StringComparer.Ordinal)],
                contactPoint.State.OptedOut.Contains(participant.Channel))
            {
                ReplyTo = participant.ReplyTo,
            });
        }

        return participants;
    }
}
