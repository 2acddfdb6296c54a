using Omnichannel.Contracts;

namespace Omnichannel.Channels.Sms;

/// <summary>Twilio's message statuses and error codes as our states and reasons (Twilio's REST API reference and error dictionary).</summary>
internal static class TwilioStatus
{
    /// <summary>Null for an unknown status.</summary>
    public static DeliveryState? StateOf(string status) => status switch
    {
        "accepted" or "scheduled" or "queued" => DeliveryState.Accepted,
        "sending" or "sent" or "partially_delivered" => DeliveryState.Sent,
        "delivered" => DeliveryState.Delivered,
        "read" => DeliveryState.Read,
        "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };

    /// <summary>A stable reason for a failure.</summary>
    public static string ReasonOf(string? code) => code switch
    {
        "21610" => "recipient.opted-out",
        "21211" or "21214" or "21217" or "21604" => "recipient.bad-number",
        "21614" or "21635" or "30006" => "recipient.not-mobile",
        "21408" => "recipient.region-not-permitted",
        "21602" or "21619" or "14103" => "text.empty",
        "21617" => "text.too-long",
        // Queue overflow, and a sender that is throttled: another time will do.
        "30001" or "63018" => "sender.too-many",
        "30003" => "recipient.unreachable",
        "30004" => "recipient.blocked",
        "30005" => "recipient.unknown",
        "30007" => "carrier.filtered",
        "21212" or "21603" or "21606" => "sender.bad-number",
        "30034" => "sender.not-registered",
        "63016" => "session.window-closed",
        _ => "provider.failed",
    };
}
