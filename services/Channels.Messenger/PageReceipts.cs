using System.Text.Json;
using Omnichannel.Channels.Meta;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Messenger;

/// <summary>What reached a person, and what they read: up to a moment, and message by message where Messenger names the ids.</summary>
internal static class PageReceipts
{
    public static void Read(JsonElement happening, MetaFacts facts)
    {
        if (InboundContent.PersonOf(happening) is not { } person)
        {
            facts.Miss("event.sender-missing");
            return;
        }

        var (delivery, read) = (happening.At("delivery"), happening.At("read"));
        foreach (var mid in delivery.Items("mids").Where(mid => mid.ValueKind == JsonValueKind.String).Select(mid => mid.GetString()!).Where(mid => mid.Length > 0))
            facts.Add(new DeliveryHeard(null, null, MetaReader.ProviderName, mid, DeliveryState.Delivered, null, null, facts.HeardAt));
        if (delivery.UnixMilliseconds("watermark") is { } delivered)
            facts.Add(new WatermarkHeard(MessengerModule.ChannelName, MetaReader.ProviderName, person, delivered, DeliveryState.Delivered, facts.HeardAt));
        if (read.UnixMilliseconds("watermark") is { } seen)
            facts.Add(new WatermarkHeard(MessengerModule.ChannelName, MetaReader.ProviderName, person, seen, DeliveryState.Read, facts.HeardAt));
    }
}
