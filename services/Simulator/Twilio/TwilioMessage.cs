using System.Globalization;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>A message as Twilio's REST API shows it: numbers as strings, all fields always there.</summary>
internal sealed record TwilioMessage
{
    public required string AccountSid { get; init; }

    public string ApiVersion { get; } = TwilioRoutes.Version;

    public required string Body { get; init; }

    public required string DateCreated { get; init; }

    public required string? DateSent { get; init; }

    public required string DateUpdated { get; init; }

    public required string Direction { get; init; }

    public required int? ErrorCode { get; init; }

    public required string? ErrorMessage { get; init; }

    public required string? From { get; init; }

    public required string? MessagingServiceSid { get; init; }

    public required string NumMedia { get; init; }

    public required string NumSegments { get; init; }

    public string? Price { get; }

    public string PriceUnit { get; } = "USD";

    public required string Sid { get; init; }

    public required string Status { get; init; }

    public required Subresources SubresourceUris { get; init; }

    public required string To { get; init; }

    public required string Uri { get; init; }

    internal sealed record Subresources(string Media);

    public static TwilioMessage Of(PhoneMessage message, string accountSid)
    {
        var place = $"/{TwilioRoutes.Version}/Accounts/{accountSid}/Messages/{message.Sid}";
        var isWaiting = message.State == MessageStates.Queued;
        return new TwilioMessage
        {
            AccountSid = accountSid,
            Body = message.Text,
            DateCreated = TwilioJson.DateOf(message.At),
            DateSent = isWaiting ? null : TwilioJson.DateOf(message.ChangedAt),
            DateUpdated = TwilioJson.DateOf(message.ChangedAt),
            Direction = message.IsInbound ? "inbound" : "outbound-api",
            ErrorCode = message.ErrorCode,
            ErrorMessage = message.ErrorCode == Carrier.UnknownHandset ? "Unknown destination handset" : null,
            // A Messaging Service chooses the number when it sends.
            From = message.IsInbound ? message.Phone : isWaiting && message.MessagingServiceSid is not null ? null : message.Ours,
            MessagingServiceSid = message.MessagingServiceSid,
            NumMedia = message.Media.Count.ToString(CultureInfo.InvariantCulture),
            NumSegments = SmsText.SizeOf(message.Text).Parts.ToString(CultureInfo.InvariantCulture),
            Sid = message.Sid,
            // To Twilio an inbound message is received, whatever our webhook said to it.
            Status = message.IsInbound ? MessageStates.Received : message.State,
            SubresourceUris = new Subresources($"{place}/Media.json"),
            To = message.IsInbound ? message.Ours : message.Phone,
            Uri = $"{place}.json",
        };
    }
}
