using System.Net.Mime;
using System.Text.Json;

namespace Omnichannel.Channels.Email;

/// <summary>
/// SendGrid's Inbound Parse: a form whose text fields are each in a charset of their own, or with the option "raw" the whole mail. It signs
/// nothing by default: the address it posts to carries our secret.
/// </summary>
internal sealed class SendGridReader(EmailAccount options, MailReader mails) : IWebhookReader
{
    /// <summary>Headers that also have a field of their own.</summary>
    private static readonly string[] Repeated = ["From", "To", "Subject"];

    public string Channel => EmailModule.ChannelName;

    public string Provider => "sendgrid";

    public string Endpoint => "message";

    public IReadOnlyList<string> BodyTypes => [MediaTypeNames.Multipart.FormData];

    public Authenticity Check(WebhookRequest request) => SharedSecret.Check(request, options.Secrets.SendGrid);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (PostedForm.Read(request.ContentType, request.Body) is not { } form)
            return WebhookResult.Parked("form.unreadable");
        var envelope = ProviderJson.Any(form["envelope"]);
        if (form.Bytes("email") is { } raw)
        {
            var reading = MimeReading.Of(raw);
            return reading.Root is { } root
                ? mails.Read(WithEnvelope(ReceivedMail.Of(root), form, envelope), heardAt)
                : WebhookResult.Parked(reading.Problem!);
        }

        if (form.Bytes("headers") is not { } block)
            return form["from"] is null ? WebhookResult.Parked("form.headers-missing") : Parsed(form, envelope, MailHeaders.Empty, heardAt);
        var fields = MimeReading.Of(block);
        return fields.Root is { Headers: var headers } ? Parsed(form, envelope, headers, heardAt) : WebhookResult.Parked(fields.Problem!);
    }

    private WebhookResult Parsed(PostedForm form, JsonElement? envelope, MailHeaders sent, DateTimeOffset heardAt)
    {
        var charsets = ProviderJson.Any(form["charsets"]);
        // The header as it was sent says more than the field; but the field may be all that is readable.
        var more = MimeReading.OfFields(
            from name in Repeated
            where !sent.Has(name)
            let value = Field(name.ToLowerInvariant())
            where value is not null
            select (name, value));
        if (more.Root is not { Headers: var told })
            return WebhookResult.Parked(more.Problem!);
        var mail = new ReceivedMail(sent.Under(told), new MailBody(PlainLines.Clean(Field("text") ?? ""), Field("html"), FilesOf(form)), null);
        return mails.Read(WithEnvelope(mail, form, envelope), heardAt);

        string? Field(string name) => form.Text(name, charsets?.String(name));
    }

    private ReceivedMail WithEnvelope(ReceivedMail mail, PostedForm form, JsonElement? envelope) => mail with
    {
        EnvelopeTo = envelope?.Strings("to") ?? [],
        EnvelopeFrom = envelope?.String("from"),
        IsAuthenticated = options.AuthservId is null && mail.From is { } from ? IsProven(form, envelope, from.Domain) : null,
    };

    /// <summary><c>{@example.org : pass}</c> is no JSON, and names the domain that signed.</summary>
    private static bool IsProven(PostedForm form, JsonElement? envelope, string fromDomain)
    {
        var signed = (form["dkim"] ?? "").Trim('{', '}', ' ').Split(',').Any(one =>
            one.Split(':') is [var domain, var result] && result.Trim() == "pass" && SenderProof.Covers(domain.Trim(), fromDomain));
        return signed || (form["SPF"]?.Trim() == "pass" && envelope?.String("from") is { } path && SenderProof.Covers(path, fromDomain));
    }

    private static List<MailFile> FilesOf(PostedForm form)
    {
        var info = ProviderJson.Any(form["attachment-info"]);
        var ids = ProviderJson.Any(form["content-ids"]) is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.String).GroupBy(one => one.Value.GetString()!).ToDictionary(group => group.Key, group => group.First().Name)
            : [];
        return [.. form.Files.Where(file => file.Key.StartsWith("attachment", StringComparison.OrdinalIgnoreCase)).OrderBy(file => file.Key.Length).ThenBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => file.Value with
            {
                ContentId = ids.GetValueOrDefault(file.Key) ?? info?.Get(file.Key)?.String("content-id") ?? file.Value.ContentId,
                Name = info?.Get(file.Key)?.String("filename") ?? file.Value.Name,
                ContentType = info?.Get(file.Key)?.String("type") ?? file.Value.ContentType,
            })];
    }
}
