using System.Text;
using Omnichannel.Contracts;

namespace Omnichannel.Channels.Email;

/// <summary>A mail's text and files as a message carries them.</summary>
/// <param name="SafeHtml">Null when the mail has no HTML.</param>
internal sealed record MailContent(string Text, string? SafeHtml, IReadOnlyList<InboundFile> Files)
{
    /// <summary>Characters of HTML that a message carries; longer letters are read by their text, and kept as a file.</summary>
    private const int MaxHtml = 300_000;

    public static MailContent Of(MailBody body, Guid messageId, int maxText)
    {
        var files = new List<InboundFile>();
        var pictures = new Dictionary<string, string>();
        foreach (var file in body.Files)
        {
            var kept = Keep(messageId, files, file.Name, file.ContentType, file.Content);
            if (file.ContentId is { } id)
                pictures.TryAdd(id, Attachment.UrlOf(kept.Id));
        }

        var safe = body.Html is { } html ? Email.SafeHtml.Of(html, pictures) : null;
        var text = body.Text.AsSpan().IsWhiteSpace() && safe is not null ? safe.Text : body.Text;
        if (text.Length > maxText)
        {
            Keep(messageId, files, "message.txt", "text/plain", Encoding.UTF8.GetBytes(text));
            text = text[..(char.IsHighSurrogate(text[maxText - 1]) ? maxText - 1 : maxText)];
        }

        if (safe?.Html.Length > MaxHtml || body.Html?.Length > Email.SafeHtml.MaxLength)
        {
            Keep(messageId, files, "message.html.txt", "text/plain", Encoding.UTF8.GetBytes(body.Html!));
            return new MailContent(text, null, files);
        }

        return new MailContent(text, safe?.Html, files);
    }

    private static InboundFile Keep(Guid messageId, List<InboundFile> files, string? name, string type, byte[] content)
    {
        var file = new InboundFile(DerivedId.From("attachment", messageId.ToString(), $"{files.Count}"), name, type, content);
        files.Add(file);
        return file;
    }
}
