namespace Omnichannel.Channels.Email;

/// <summary>What a mail says, and the files with it.</summary>
/// <param name="Text">Its plain part; empty when it has none.</param>
/// <param name="Html">Its HTML part as sent; null when it has none.</param>
internal sealed record MailBody(string Text, string? Html, IReadOnlyList<MailFile> Files)
{
    /// <summary>Takes a mail apart: the text parts that are no files, in their order; everything else is a file, and kept.</summary>
    public static MailBody Of(MimePart root)
    {
        var found = new Found();
        Walk(root, found, isAlternative: false);
        var html = found.Html.Count == 0 ? null : string.Join("\n", found.Html);
        return new MailBody(string.Join("\n", found.Text).Trim('\n'), html, found.Files);
    }

    private sealed class Found
    {
        public List<string> Text { get; } = [];

        public List<string> Html { get; } = [];

        public List<MailFile> Files { get; } = [];
    }

    private static void Walk(MimePart part, Found found, bool isAlternative)
    {
        if (part.IsMultipart)
        {
            var parts = part.Parts;
            var isChoice = isAlternative || part.Type == "multipart/alternative";
            var isReport = part.Type == "multipart/report";
            for (var i = 0; i < parts.Count; i++)
            {
                // In a report the text for people comes first, and the rest is for machines.
                if (isReport && i > 0 && !parts[i].IsMultipart)
                    AddFile(parts[i], found);
                else
                    Walk(parts[i], found, isChoice);
            }
        }
        else if (IsWords(part))
        {
            AddWords(part, found, isAlternative);
        }
        else if (part.Body.Length > 0 || part.FileName is not null)
        {
            AddFile(part, found);
        }
    }

    /// <summary>A text that is not handed over as a file; also a multipart without parts, which is what remains of a broken one.</summary>
    private static bool IsWords(MimePart part) =>
        part.Disposition.Value != "attachment"
        && ((part.Type is "text/plain" or "text/html" && part.FileName is null) || part.Type.StartsWith("multipart/", StringComparison.Ordinal));

    private static void AddWords(MimePart part, Found found, bool isAlternative)
    {
        var isHtml = part.Type == "text/html";
        var list = isHtml ? found.Html : found.Text;
        var text = part.Text();
        // Of several that say the same, the first of each kind; elsewhere each says something of its own.
        if (text.AsSpan().IsWhiteSpace() || (isAlternative && list.Count > 0))
            return;
        list.Add(isHtml ? text : text.TrimEnd('\n', ' '));
    }

    private static void AddFile(MimePart part, Found found) =>
        found.Files.Add(new MailFile(part.FileName ?? DefaultName(part), part.Type, part.ContentId, part.Content()));

    private static string? DefaultName(MimePart part) => part.Type switch
    {
        "message/rfc822" => $"{(part.Parts is [var mail, ..] ? mail.Headers.Decoded("Subject") : null)?.Replace('/', '-') ?? "message"}.eml",
        "message/delivery-status" => "delivery-status.txt",
        "text/rfc822-headers" => "headers.txt",
        "text/calendar" => "invitation.ics",
        "application/ms-tnef" => "winmail.dat",
        "application/pkcs7-signature" or "application/x-pkcs7-signature" => "smime.p7s",
        "application/pkcs7-mime" or "application/x-pkcs7-mime" => "smime.p7m",
        "application/pgp-signature" => "signature.asc",
        _ => null,
    };
}
