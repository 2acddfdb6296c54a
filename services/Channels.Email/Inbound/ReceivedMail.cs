namespace Omnichannel.Channels.Email;

/// <summary>A mail as it reached us, over SMTP or from a provider.</summary>
/// <param name="Root">Its parts; null when a provider has taken it apart already.</param>
internal sealed record ReceivedMail(HeaderList Headers, MailBody Body, MimePart? Root)
{
    /// <summary>What a provider of ours found out about its sender; null = nothing, then the headers decide.</summary>
    public bool? IsAuthenticated { get; init; }

    /// <summary>The envelope's recipients, in addition to those of its headers.</summary>
    public IReadOnlyList<string> EnvelopeTo { get; init; } = [];

    /// <summary>Who the envelope says sent it: empty = the null sender, null = unknown.</summary>
    public string? EnvelopeFrom { get; init; }

    public MailAddress? From => AddressList.Read(Headers["From"]) is [var first, ..] ? first
        : AddressList.Read(Headers["Sender"]) is [var sender, ..] ? sender
        : AddressList.Read(Headers["Reply-To"]) is [var reply, ..] ? reply
        : AddressList.Read(EnvelopeFrom) is [var envelope, ..] ? envelope : null;

    /// <summary>The envelope's sender, by the envelope or by what a mail server has written on top; null = unknown, empty = the null sender.</summary>
    public string? ReturnPath => EnvelopeFrom ?? (Headers["Return-Path"] is not { } path ? null : AddressList.Read(path) is [var one, ..] ? one.Address : "");

    /// <summary>Where it was delivered to; the envelope first, then what mail servers wrote down, then what its writer did.</summary>
    public IEnumerable<string> Recipients()
    {
        foreach (var address in EnvelopeTo)
            yield return address;
        foreach (var header in new[] { "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "To", "Cc", "Bcc", "Resent-To", "Apparently-To" })
        {
            foreach (var address in Headers.All(header).SelectMany(AddressList.Read))
                yield return address.Address;
        }
    }

    public static ReceivedMail Of(MimePart root) => new(root.Headers, MailBody.Of(root), root);
}
