using Omnichannel.Contracts;

namespace Omnichannel.Channels.Voice;

/// <summary>Twilio's call statuses as our states.</summary>
internal static class CallStatus
{
    /// <summary>What a call's status means for the message that it speaks; null for an unknown status.</summary>
    public static DeliveryState? StateOf(string status) => status switch
    {
        "queued" => DeliveryState.Accepted,
        "initiated" or "ringing" => DeliveryState.Sent,
        "in-progress" or "answered" or "completed" => DeliveryState.Delivered,
        "busy" or "no-answer" or "failed" or "canceled" => DeliveryState.Failed,
        _ => null,
    };

    /// <summary>A stable reason for a failure.</summary>
    /// <param name="code">The final SIP response, or Twilio's error code.</param>
    public static string ReasonOf(string status, string? code) => (status, code) switch
    {
        ("busy", _) => "recipient.busy",
        ("no-answer", _) => "recipient.no-answer",
        ("canceled", _) => "call.canceled",
        (_, "404" or "484" or "604" or "13224" or "13223") => "recipient.bad-number",
        (_, "480" or "408" or "410" or "502" or "503") => "recipient.unreachable",
        (_, "403" or "603" or "607" or "608") => "recipient.declined",
        (_, "486" or "600") => "recipient.busy",
        _ => "provider.failed",
    };
}
