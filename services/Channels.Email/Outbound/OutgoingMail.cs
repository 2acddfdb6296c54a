namespace Omnichannel.Channels.Email;

/// <summary>A mail ready to be written down: addresses checked, subject and ids fixed.</summary>
/// <param name="MessageId">In angle brackets; the same however often it is sent.</param>
/// <param name="References">In angle brackets, oldest first; the last one is answered.</param>
/// <param name="ReplyTo">With the conversation's token.</param>
/// <param name="EnvelopeFrom">With the message's token, so that a bounce names it.</param>
/// <param name="UnsubscribeUrl">For one-click headers (RFC 8058); null = none.</param>
internal sealed record OutgoingMail(
    MailAddress From, string To, string Subject, string MessageId, IReadOnlyList<string> References, string ReplyTo, string EnvelopeFrom, bool IsAutomatic,
    string? UnsubscribeUrl, DateTimeOffset Date, string Text, IReadOnlyList<MailFile> Files)
{
    public bool NeedsUtf8 => !IsAscii(To) || !IsAscii(EnvelopeFrom) || !IsAscii(From.Address);

    private static bool IsAscii(string text) => System.Text.Ascii.IsValid(text);
}
