using System.Globalization;
using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>One entry of <c>statuses</c>. Our own ids come back with it, so that it finds its message also when the answer to the send was lost.</summary>
internal static class WhatsAppStatuses
{
    public static void Read(JsonElement status, MetaFacts facts)
    {
        if (status.Text("id") is not { } id)
        {
            facts.Miss("status.id-missing");
            return;
        }

        switch (status.Text("status"))
        {
            case "pending" or "accepted" or "held_for_quality_assessment":
                Add(DeliveryState.Accepted);
                break;
            case "sent":
                Add(DeliveryState.Sent);
                break;
            case "delivered":
                Add(DeliveryState.Delivered);
                break;
            // A voice message that was played was read.
            case "read" or "played":
                Add(DeliveryState.Read);
                break;
            case "failed":
                var code = status.Items("errors").Select(error => error.Number("code")).FirstOrDefault(number => number is not null);
                Add(DeliveryState.Failed, WhatsAppFaults.ReasonOf(code), code?.ToString(CultureInfo.InvariantCulture));
                break;
            // About the conversation or the citizen's own copy, not about the delivery of the message.
            case "deleted" or "warning":
                break;
            default:
                facts.Miss("status.unknown");
                break;
        }

        void Add(DeliveryState state, string? reason = null, string? providerCode = null)
        {
            var ours = OurReference.Read(status.Text("biz_opaque_callback_data"));
            facts.Add(new DeliveryHeard(
                ours?.Conversation, ours?.Message, MetaReader.ProviderName, id, state, reason, providerCode, facts.HeardAt));
        }
    }
}
