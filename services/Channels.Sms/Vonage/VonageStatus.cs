using Omnichannel.Contracts;

namespace Omnichannel.Channels.Sms;

/// <summary>Vonage's statuses and codes as our states and reasons (its references of the SMS API and of delivery receipts).</summary>
internal static class VonageStatus
{
    /// <summary>Null for a status that means nothing to us.</summary>
    public static DeliveryState? StateOf(string status) => status switch
    {
        "accepted" => DeliveryState.Accepted,
        // Unknown to Vonage: the network has it, and said no more.
        "buffered" or "unknown" => DeliveryState.Sent,
        "delivered" => DeliveryState.Delivered,
        "expired" or "failed" or "rejected" or "undeliverable" or "deleted" => DeliveryState.Failed,
        _ => null,
    };

    /// <summary>A stable reason for a failed delivery, by its <c>err-code</c>.</summary>
    public static string ReasonOf(string? code) => code switch
    {
        "2" or "3" => "recipient.unreachable",
        "4" or "5" => "recipient.blocked",
        "6" => "carrier.filtered",
        "7" or "8" => "recipient.unreachable",
        "9" => "recipient.opted-out",
        "10" => "recipient.bad-number",
        "11" or "12" or "41" => "recipient.unknown",
        "13" => "recipient.blocked",
        "15" or "51" => "sender.bad-number",
        _ => "provider.failed",
    };

    /// <summary>What Vonage says to one part of a message that it was handed; null when it took it.</summary>
    public static SendOutcome? RefusalOf(string status, string? text) => status switch
    {
        "0" => null,
        "1" => new SendOutcome.TryLater("provider.busy", WaitIn(text)),
        // Its own trouble, or too many connections.
        "5" or "10" => new SendOutcome.TryLater("provider.busy", null),
        // Credentials, credit and signatures are ours to fix; the message waits for it.
        "4" or "8" or "9" or "11" or "13" or "14" or "32" => new SendOutcome.TryLater("provider.credentials", TimeSpan.FromSeconds(30)),
        "7" => new SendOutcome.Rejected("recipient.blocked", status),
        "12" => new SendOutcome.Rejected("text.too-long", status),
        "15" => new SendOutcome.Rejected("sender.bad-number", status),
        "29" => new SendOutcome.Rejected("recipient.region-not-permitted", status),
        "33" => new SendOutcome.Rejected("recipient.unknown", status),
        _ => new SendOutcome.Rejected("provider.refused", status.Length <= 10 ? status : null),
    };

    /// <summary>"… please wait [ 250 ] and retry": milliseconds.</summary>
    private static TimeSpan? WaitIn(string? text)
    {
        var (open, close) = (text?.IndexOf('[', StringComparison.Ordinal) ?? -1, text?.IndexOf(']', StringComparison.Ordinal) ?? -1);
        return open >= 0 && close > open && int.TryParse(text![(open + 1)..close].Trim(), out var wait) && wait > 0 ? TimeSpan.FromMilliseconds(wait) : null;
    }
}
