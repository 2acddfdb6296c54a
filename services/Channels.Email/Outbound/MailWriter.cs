using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>
/// A mail as MimeKit writes it: CRLF, lines within the limits, encoded as far as the server needs it. The same order makes the same mail, byte for byte.
/// </summary>
internal static class MailWriter
{
    public static MimeMessage Write(OutgoingMail mail)
    {
        var message = new MimeMessage([Mailbox(mail.From)], [new MailboxAddress(null, mail.To)], mail.Subject, BodyOf(mail))
        {
            Date = mail.Date.ToUniversalTime(),
            MessageId = Bare(mail.MessageId),
        };
        message.ReplyTo.Add(Mailbox(mail.From with { Address = mail.ReplyTo }));
        if (mail.References is [.., var answered])
        {
            message.Headers.Add(HeaderId.InReplyTo, answered);
            message.References.AddRange(mail.References.Select(Bare));
        }

        if (mail.IsAutomatic)
        {
            message.Headers.Add(HeaderId.AutoSubmitted, mail.References.Count > 0 ? "auto-replied" : "auto-generated");
            message.Headers.Add("X-Auto-Response-Suppress", "All");
        }

        if (mail.UnsubscribeUrl is { } url)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{url}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private static MimeEntity BodyOf(OutgoingMail mail)
    {
        var words = new TextPart("plain") { Text = mail.Text.ReplaceLineEndings("\r\n").TrimEnd('\r', '\n') + "\r\n" };
        if (mail.Files.Count == 0)
            return words;
        // Follows from the mail, so that sending it again sends the same bytes.
        var mixed = new Multipart("mixed") { Boundary = $"=_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId))[..12])}" };
        mixed.Add(words);
        foreach (var file in mail.Files)
            mixed.Add(PartOf(file));
        return mixed;
    }

    private static MimePart PartOf(MailFile file) => new(TypeOf(file.ContentType))
    {
        Content = new MimeContent(new MemoryStream(file.Content, writable: false)),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.Name ?? "file" },
        ContentTransferEncoding = ContentEncoding.Base64,
    };

    private static ContentType TypeOf(string declared) =>
        ContentType.TryParse(declared.Split(';')[0], out var type) && !type.IsMimeType("multipart", "*") && !type.IsMimeType("message", "*")
            ? new ContentType(type.MediaType, type.MediaSubtype)
            : new ContentType("application", "octet-stream");

    private static MailboxAddress Mailbox(MailAddress address) => new(address.Name, address.Address);

    private static string Bare(string id) => id.Trim('<', '>');
}
