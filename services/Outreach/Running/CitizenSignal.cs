using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>An event that may matter to an enrolment.</summary>
/// <param name="StreamId">Of its conversation, contact point or citizen.</param>
internal sealed record CitizenSignal(object Event, Guid EventId, Guid StreamId, string Category, long Position, DateTimeOffset At)
{
    /// <summary>Null for what matters to none.</summary>
    public static CitizenSignal? Of(FollowedEvent followed)
    {
        var recorded = followed.Recorded;
        var matters = followed.Event switch
        {
            ConversationEvent.MessageReceived e => e.Details?.IsAutomatic != true,
            ConversationEvent.CallStarted e => e.Direction == CallDirection.Inbound,
            // A program's reply is nobody's decision to take over.
            ConversationEvent.ReplyWritten e => e.Details?.IsAutomatic != true,
            ConversationEvent.DeliveryReported e => e.State is DeliveryState.Delivered or DeliveryState.Read or DeliveryState.Failed,
            ContactPointEvent.OptedOut or CitizenEvent.ContactForbidden or CitizenEvent.ConsentWithdrawn or CitizenEvent.Erased => true,
            _ => false,
        };
        return matters && Guid.TryParse(recorded.StreamId, out var id)
            ? new CitizenSignal(followed.Event, recorded.Id, id, recorded.Category, recorded.Position, recorded.Context.At)
            : null;
    }

    public Guid? CitizenIn(EnrolmentLookup.Known known) => Category switch
    {
        "citizen" => StreamId,
        "conversation" => known.ByConversation.TryGetValue(StreamId, out var citizen) ? citizen : null,
        _ => known.ByContactPoint.TryGetValue(StreamId, out var owner) ? owner : null,
    };
}
