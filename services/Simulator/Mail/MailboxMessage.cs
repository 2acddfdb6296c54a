namespace Omnichannel.Simulator;

/// <summary>A mail between a citizen's mailbox and the installation, as it stands at one moment.</summary>
internal sealed record MailboxMessage
{
    /// <summary>Its Message-ID, with angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The citizen's address.</summary>
    public required string Mailbox { get; init; }

    /// <summary>True when the citizen wrote it.</summary>
    public required bool IsInbound { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Where an answer goes: to whom the citizen wrote, or what Reply-To says.</summary>
    public required string AnswerTo { get; init; }

    /// <summary>The envelope's sender of a mail from us: where a bounce goes.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>Where one click unsubscribes (RFC 8058), of a mail from us that offers it.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>Ids of the mails before it, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary><c>received</c> in either direction; <c>failed</c> = our endpoint did not take it; <c>bounced</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset At { get; init; }
}
