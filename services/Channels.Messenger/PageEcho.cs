using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Messenger;

/// <summary>
/// A message that left our page. Our own comes back with our ids, and so confirms itself, also when the answer to the send was lost; what
/// another tool wrote (the page's inbox, say) belongs on the timeline too.
/// </summary>
internal static class PageEcho
{
    public static void Read(JsonElement happening, JsonElement message, MetaAccount account, MetaFacts facts)
    {
        if (message.Text("mid") is not { } mid)
        {
            facts.Miss("message.id-missing");
            return;
        }

        if (OurReference.Read(message.Text("metadata")) is var (conversationId, messageId))
        {
            facts.Add(new DeliveryHeard(conversationId, messageId, MetaReader.ProviderName, mid, DeliveryState.Sent, null, null, facts.HeardAt));
            return;
        }

        if (account.AppId is { } own && message.Text("app_id") == own)
            return;
        if (happening.At("recipient").Text("id") is not { } person)
        {
            facts.Miss("event.recipient-missing");
            return;
        }

        var said = PageContent.OfMessage(message);
        facts.Add(new EchoHeard(
            EchoHeard.IdOf(MessengerModule.ChannelName, MetaReader.ProviderName, mid),
            MessengerModule.ChannelName,
            MetaReader.ProviderName,
            mid,
            ContactPoint.Of(MessengerModule.ChannelName, person),
            happening.At("sender").Text("id") ?? "",
            said.Text,
            said.Attachments,
            message.Text("app_id") is { } app ? $"app:{app}" : "page-inbox",
            happening.UnixMilliseconds("timestamp"),
            facts.HeardAt));
    }
}
