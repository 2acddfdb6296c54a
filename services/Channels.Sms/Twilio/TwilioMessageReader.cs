using System.Globalization;
using Omnichannel.Channels.Twilio;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels.Sms;

/// <summary>Twilio's webhook for an inbound message; also carries WhatsApp and Messenger for accounts that use them through Twilio.</summary>
internal sealed class TwilioMessageReader(TwilioSmsOptions options) : IWebhookReader
{
    private const int MaxMedia = 10;

    public string Channel => SmsModule.ChannelName;

    public string Provider => TwilioSmsSender.ProviderName;

    public string Endpoint => "message";

    public Authenticity Check(WebhookRequest request) => TwilioRequest.Check(request, options.PublicUrl, options.AuthToken, options.PreviousAuthToken);

    public WebhookResult Read(WebhookRequest request, DateTimeOffset heardAt)
    {
        if (FormBody.Read(request.Body) is not { } form)
            return WebhookResult.Parked("form.too-many-fields");
        if ((form["MessageSid"] ?? form["SmsMessageSid"] ?? form["SmsSid"]) is not { Length: > 0 } sid)
            return WebhookResult.Parked("form.message-id-missing");
        if (form["From"] is not { Length: > 0 } from)
            return WebhookResult.Parked("form.sender-missing");
        var (channel, address) = ChannelOf(from);
        return WebhookResult.Of(new MessageHeard(
            MessageHeard.IdOf(channel, Provider, sid),
            channel,
            Provider,
            sid,
            ContactPoint.Of(channel, address),
            OursOf(form),
            TextOf(form),
            MediaOf(form),
            Language: null,
            SentAt: null,
            heardAt,
            Proven: [],
            KeywordOf(form)));
    }

    /// <summary>
    /// <c>whatsapp:+44…</c>, <c>messenger:id</c>, or a plain number or short code. <c>rcs:+44…</c> is a text message too: one telephone, one way to send
    /// to it, by which Twilio takes RCS where it can.
    /// </summary>
    private static (string Channel, string Address) ChannelOf(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || IsRcs(address) ? (SmsModule.ChannelName, address[(colon + 1)..]) : (address[..colon].ToLowerInvariant(), address[(colon + 1)..]);
    }

    /// <summary>An RCS sender is no number to answer from: that is the messaging service that it belongs to, or else the usual one.</summary>
    private static string OursOf(FormBody form) =>
        form["To"] is not { } to ? "" : IsRcs(to) ? form["MessagingServiceSid"] ?? "" : ChannelOf(to).Address;

    private static bool IsRcs(string address) => address.StartsWith("rcs:", StringComparison.OrdinalIgnoreCase);

    private static string TextOf(FormBody form)
    {
        if (form["Body"] is { Length: > 0 } body)
            return body;
        if (form["Latitude"] is not { Length: > 0 } latitude || form["Longitude"] is not { Length: > 0 } longitude)
            return "";
        var place = string.Join(", ", new[] { form["Label"], form["Address"] }.Where(part => !string.IsNullOrEmpty(part)));
        return place.Length == 0 ? $"{latitude}, {longitude}" : $"{place} ({latitude}, {longitude})";
    }

    private static List<Attachment> MediaOf(FormBody form)
    {
        var media = new List<Attachment>();
        _ = int.TryParse(form["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        for (var i = 0; i < Math.Min(count, MaxMedia); i++)
        {
            if (form[$"MediaUrl{i}"] is { Length: > 0 } url)
                media.Add(new Attachment(null, form[$"MediaContentType{i}"] ?? "application/octet-stream", url, null));
        }

        return media;
    }

    /// <summary>With Advanced Opt-Out Twilio names the keyword; what the text itself means is decided where consent is.</summary>
    private static string? KeywordOf(FormBody form) => form["OptOutType"] switch
    {
        "STOP" => "stop",
        "START" => "start",
        "HELP" => "help",
        _ => null,
    };
}
