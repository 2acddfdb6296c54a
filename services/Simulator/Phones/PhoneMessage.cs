using System.Globalization;

namespace Omnichannel.Simulator;

/// <summary>A message between a phone and the installation, as it stands at one moment.</summary>
internal sealed record PhoneMessage
{
    /// <summary>The provider that it goes over.</summary>
    public string Provider { get; init; } = Providers.Twilio;

    /// <summary>The provider's id; Twilio's are <c>SM</c> or <c>MM</c> and 32 hex digits.</summary>
    public required string Sid { get; init; }

    /// <summary>The citizen's number, E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>Our number at the other end.</summary>
    public required string Ours { get; init; }

    /// <summary>True when the citizen wrote it.</summary>
    public required bool IsInbound { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<string> Media { get; init; } = [];

    public string? MessagingServiceSid { get; init; }

    /// <summary>One of <see cref="MessageStates"/>.</summary>
    public required string State { get; init; }

    public int? ErrorCode { get; init; }

    /// <summary>What our webhook answered to an inbound message; null while or when there was no answer.</summary>
    public int? WebhookStatus { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Grows with every change of any message.</summary>
    public long Position { get; init; }

    /// <summary>A new id, as Twilio makes them: media messages have a prefix of their own.</summary>
    public static string NewSid(bool hasMedia) => string.Create(CultureInfo.InvariantCulture, $"{(hasMedia ? "MM" : "SM")}{Guid.NewGuid():N}");
}

/// <summary>Twilio's message states.</summary>
internal static class MessageStates
{
    public const string Queued = "queued";
    public const string Sent = "sent";
    public const string Delivered = "delivered";
    public const string Undelivered = "undelivered";

    /// <summary>A citizen's message that is being delivered to our webhook.</summary>
    public const string Receiving = "receiving";

    /// <summary>Our webhook took it.</summary>
    public const string Received = "received";

    /// <summary>Our webhook did not take it.</summary>
    public const string Failed = "failed";
}
