namespace Omnichannel.Channels.Email;

/// <summary>What a mail says, and the files with it.</summary>
/// <param name="Text">In plain text; empty when no part of it is plain.</param>
/// <param name="Html">As HTML, as sent; null when no part of it is HTML.</param>
internal sealed record MailBody(string Text, string? Html, IReadOnlyList<MailFile> Files)
{
    /// <summary>Takes a mail apart: the text parts that are no files, in their order; everything else is a file, and kept.</summary>
    public static MailBody Of(MailPart root)
    {
        var files = new List<MailPart>();
        var words = Read(root, files);
        // A text with a file's name is the letter itself when there is nothing else that could be.
        if (words.IsEmpty && files.FirstOrDefault(part => IsText(part) && (part == root || !part.IsAttachment)) is { } letter)
        {
            words = MailWords.Of(letter);
            files.Remove(letter);
        }

        return new MailBody(words.Text, words.Html, [.. files.Select(FileOf)]);
    }

    /// <param name="files">Where the parts go that are no words.</param>
    private static MailWords Read(MailPart part, List<MailPart> files)
    {
        if (part.IsMultipart)
        {
            // In a report the text for people comes first, and the rest is for machines.
            var isReport = part.Type == "multipart/report";
            var branches = part.Parts.Select((branch, i) => isReport && i > 0 && !branch.IsMultipart ? AsFile(branch, files) : Read(branch, files)).ToList();
            return part.Type == "multipart/alternative" ? MailWords.OneOf(branches) : MailWords.AllOf(branches);
        }

        return IsWords(part) ? MailWords.Of(part) : part.Body.Length > 0 || part.FileName is not null ? AsFile(part, files) : MailWords.None;
    }

    private static MailWords AsFile(MailPart part, List<MailPart> files)
    {
        files.Add(part);
        return MailWords.None;
    }

    /// <summary>A text that is not handed over as a file; also a multipart without parts, which is what remains of a broken one.</summary>
    private static bool IsWords(MailPart part) =>
        !part.IsAttachment && ((IsText(part) && part.FileName is null) || part.Type.StartsWith("multipart/", StringComparison.Ordinal));

    private static bool IsText(MailPart part) => part.Type is "text/plain" or "text/html";

    private static MailFile FileOf(MailPart part) => new(part.FileName ?? DefaultName(part), part.Type, part.ContentId, part.Content());

    private static string? DefaultName(MailPart part) => part.Type switch
    {
        "message/rfc822" => $"{(part.Parts is [var mail, ..] ? mail.Headers["Subject"] : null)?.Replace('/', '-') ?? "message"}.eml",
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
