using System.Net.Mime;
using System.Text;
using System.Text.Json;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Postmark's inbound webhook: JSON, with the whole mail in <c>RawEmail</c> where that is switched on. It signs nothing: the address it posts
/// to carries our secret.
/// </summary>
internal sealed class PostmarkReader(EmailAccount options, MailReader mails) : IWebhookReader
{
    public string Channel => EmailModule.ChannelName;

    public string Provider => "postmark";

    public string Endpoint => "message";

    public IReadOnlyList<string> BodyTypes => [MediaTypeNames.Application.Json];

    public Authenticity Check(WebhookRequest request) => SharedSecret.Check(request, options.Secrets.Postmark);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (ProviderJson.Object(request.Body) is not { } json)
            return WebhookResult.Parked("json.unreadable");
        IReadOnlyList<string> recipients = json.String("OriginalRecipient") is { Length: > 0 } recipient ? [recipient] : [];
        if (json.String("RawEmail") is { Length: > 0 } raw)
        {
            var reading = MimeReading.Of(Encoding.UTF8.GetBytes(raw));
            return reading.Root is { } root
                ? mails.Read(ReceivedMail.Of(root) with { EnvelopeTo = recipients }, heardAt)
                : WebhookResult.Parked(reading.Problem!);
        }

        var body = new MailBody(
            PlainLines.Clean(json.String("TextBody") ?? ""), json.String("HtmlBody") is { Length: > 0 } html ? html : null, [.. json.Items("Attachments").Select(FileOf)]);
        var fields = MimeReading.OfFields(FieldsOf(json));
        return fields.Root is { Headers: var headers }
            ? mails.Read(new ReceivedMail(headers, body, null) { EnvelopeTo = recipients }, heardAt)
            : WebhookResult.Parked(fields.Problem!);
    }

    /// <summary><c>Headers</c> leaves out what has a field of its own.</summary>
    private static List<(string Name, string Value)> FieldsOf(JsonElement json)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var header in json.Items("Headers"))
        {
            if (header.String("Name") is { Length: > 0 } name && header.String("Value") is { } value)
                fields.Add((name, value));
        }

        foreach (var name in new[] { "From", "To", "Cc", "Bcc", "ReplyTo", "Subject", "Date" })
        {
            var header = name == "ReplyTo" ? "Reply-To" : name;
            var value = name is "From" or "To" or "Cc" or "Bcc" ? Mailboxes(json, name) ?? json.String(name) : json.String(name);
            if (value is { Length: > 0 } && !Has(header))
                fields.Add((header, value));
        }

        if (!Has("Message-ID") && json.String("MessageID") is { Length: > 0 } id)
            fields.Add(("Message-ID", $"<{id}@postmark>"));
        return fields;

        bool Has(string header) => fields.Exists(field => string.Equals(field.Name, header, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Mailboxes(JsonElement json, string name)
    {
        IEnumerable<JsonElement> full = name == "From" ? json.Get("FromFull") is { } one ? [one] : [] : json.Items($"{name}Full");
        var mailboxes = full.Where(entry => entry.String("Email") is { Length: > 0 }).Select(entry =>
            $"\"{entry.String("Name")?.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\" <{entry.String("Email")}>");
        return string.Join(", ", mailboxes) is { Length: > 0 } list ? list : null;
    }

    private static MailFile FileOf(JsonElement file) => new(
        file.String("Name"), file.String("ContentType") ?? "application/octet-stream",
        file.String("ContentID")?.Trim('<', '>') is { Length: > 0 } id ? id : null, TransferDecoding.Base64(file.String("Content") ?? ""));
}
