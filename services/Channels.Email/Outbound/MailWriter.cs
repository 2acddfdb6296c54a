using System.Globalization;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// A mail as bytes: CRLF, lines within the limits, eight bits only where the server takes them. Nothing that comes from outside gets into a
/// header but as encoded words or checked tokens.
/// </summary>
internal static class MailWriter
{
    /// <param name="eightBit">The server takes 8BITMIME.</param>
    public static byte[] Write(OutgoingMail mail, bool eightBit)
    {
        var text = new StringBuilder();
        Header(text, "Date", mail.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header(text, "From", Mailbox(mail.From));
        Header(text, "To", $"<{mail.To}>");
        Header(text, "Reply-To", Mailbox(mail.From with { Address = mail.ReplyTo }));
        Header(text, "Subject", HeaderText.Encode(mail.Subject, "Subject: ".Length));
        Header(text, "Message-ID", mail.MessageId);
        if (mail.References is [.., var answered])
        {
            Header(text, "In-Reply-To", answered);
            Header(text, "References", string.Join("\r\n ", mail.References));
        }

        if (mail.IsAutomatic)
        {
            Header(text, "Auto-Submitted", mail.References.Count > 0 ? "auto-replied" : "auto-generated");
            Header(text, "X-Auto-Response-Suppress", "All");
        }

        if (mail.UnsubscribeUrl is { } url)
        {
            Header(text, "List-Unsubscribe", $"<{url}>");
            Header(text, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        Header(text, "MIME-Version", "1.0");
        var body = new MemoryStream();
        if (mail.Files.Count == 0)
        {
            Words(text, mail.Text, eightBit);
            body.Write(Encoding.UTF8.GetBytes(text.ToString()));
            return body.ToArray();
        }

        // Follows from the mail, so that sending it again sends the same bytes.
        var boundary = $"=_{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId))[..12])}";
        Header(text, "Content-Type", $"multipart/mixed; boundary=\"{boundary}\"");
        text.Append("\r\n--").Append(boundary).Append("\r\n");
        Words(text, mail.Text, eightBit);
        foreach (var file in mail.Files)
        {
            text.Append("\r\n--").Append(boundary).Append("\r\n");
            Header(text, "Content-Type", ContentType(file));
            Header(text, "Content-Disposition", $"attachment{HeaderText.Parameter("filename", file.Name ?? "file")}");
            Header(text, "Content-Transfer-Encoding", "base64");
            text.Append("\r\n");
            body.Write(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
            text.Append(Convert.ToBase64String(file.Content, Base64FormattingOptions.InsertLineBreaks));
        }

        text.Append("\r\n--").Append(boundary).Append("--\r\n");
        body.Write(Encoding.UTF8.GetBytes(text.ToString()));
        return body.ToArray();
    }

    private static void Header(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Mailbox(MailAddress address)
    {
        if (address.Name is null)
            return $"<{address.Address}>";
        var phrase = HeaderText.Phrase(address.Name);
        // Short ones stand on one line, as people expect them.
        return $"{phrase}{(phrase.Length + address.Address.Length < 60 ? "" : "\r\n")} <{address.Address}>";
    }

    private static string ContentType(MailFile file)
    {
        var type = HeaderValue.Read(file.ContentType).Value;
        var isType = type.Count(c => c == '/') == 1 && type.All(c => char.IsAsciiLetterOrDigit(c) || "/+-._".Contains(c, StringComparison.Ordinal));
        return isType && !type.StartsWith("multipart/", StringComparison.Ordinal) && !type.StartsWith("message/", StringComparison.Ordinal) ? type : "application/octet-stream";
    }

    private static void Words(StringBuilder text, string words, bool eightBit)
    {
        var lines = words.ReplaceLineEndings("\r\n").TrimEnd('\r', '\n') + "\r\n";
        var isAscii = Ascii.IsValid(lines) && !lines.Contains('\0', StringComparison.Ordinal);
        var isShort = lines.Split("\r\n").All(line => Encoding.UTF8.GetByteCount(line) <= 900);
        var encoding = !isShort || lines.Contains('\0', StringComparison.Ordinal) || (!isAscii && !eightBit) ? "quoted-printable" : isAscii ? "7bit" : "8bit";
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", encoding);
        text.Append("\r\n").Append(encoding == "quoted-printable" ? QuotedPrintableWriter.Write(lines) : lines);
    }
}
