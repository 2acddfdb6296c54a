namespace Omnichannel.Channels.Email;

/// <summary>A mail as it reached us, over SMTP or from a provider.</summary>
/// <param name="Root">Its parts; null when a provider has taken it apart already.</param>
internal sealed record ReceivedMail(MailHeaders Headers, MailBody Body, MailPart? Root)
{
    /// <summary>What a provider of ours found out about its sender; null = nothing, then the headers decide.</summary>
    public bool? IsAuthenticated { get; init; }

    /// <summary>The envelope's recipients, in addition to those of its headers.</summary>
    public IReadOnlyList<string> EnvelopeTo { get; init; } = [];

    /// <summary>Who the envelope says sent it: empty = the null sender, null = unknown.</summary>
    public string? EnvelopeFrom { get; init; }

    /// <summary>Who wrote it; the envelope's sender when nothing else tells. Null when nobody is named.</summary>
    public MailAddress? From => Headers.Addresses("From").Concat(Headers.Addresses("Sender")).Concat(Headers.Addresses("Reply-To")).FirstOrDefault()
        ?? (AddressList.Read(ReturnPath) is [var path, ..] ? path : null);

    /// <summary>The envelope's sender, by the envelope or by what a mail server has written on top; null = unknown, empty = the null sender.</summary>
    public string? ReturnPath => EnvelopeFrom ?? (Headers.Has("Return-Path") ? Headers.Addresses("Return-Path").FirstOrDefault()?.Address ?? "" : null);

    /// <summary>Where it was delivered to; the envelope first, then what mail servers wrote down, then what its writer did.</summary>
    public IEnumerable<string> Recipients()
    {
        foreach (var address in EnvelopeTo)
            yield return address;
        foreach (var header in new[] { "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "To", "Cc", "Bcc", "Resent-To", "Apparently-To" })
        {
            foreach (var address in Headers.Addresses(header))
                yield return address.Address;
        }
    }

    public static ReceivedMail Of(MailPart root) => new(root.Headers, MailBody.Of(root), root);
}
