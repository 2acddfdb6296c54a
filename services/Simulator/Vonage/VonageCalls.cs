using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.Contracts;

namespace Omnichannel.Simulator;

/// <summary>
/// What Vonage posts: JSON, signed by HMAC with SHA-256. The signature is written from Vonage's documentation and on purpose not shared with
/// the side that checks: a mistake in one of the two shows as a refusal.
/// </summary>
internal static class VonageCalls
{
    /// <summary>A message as it comes: one call, or one for each part.</summary>
    public static IReadOnlyList<VonagePart> PartsOf(PhoneMessage message)
    {
        var size = SmsText.SizeOf(message.Text);
        if (size.Parts == 1)
            return [new VonagePart(message, message.Sid, message.Text, 1, 1)];
        var texts = new List<string>();
        var part = "";
        foreach (var rune in message.Text.EnumerateRunes())
        {
            var longer = part + rune;
            if (part.Length > 0 && (size.IsUnicode ? longer.Length > 67 : SmsText.SizeOf(longer).Units > 153))
            {
                texts.Add(part);
                longer = rune.ToString();
            }

            part = longer;
        }

        texts.Add(part);
        return [.. texts.Select((text, place) => new VonagePart(message, $"{message.Sid}-{place + 1}", text, place + 1, texts.Count))];
    }

    public static HttpRequestMessage Inbound(SimulatorAccount account, VonagePart part)
    {
        var fields = new Dictionary<string, string>
        {
            ["msisdn"] = part.Message.Phone.TrimStart('+'),
            ["to"] = part.Message.Ours.TrimStart('+'),
            ["messageId"] = part.Id,
            ["text"] = part.Text,
            ["type"] = SmsText.FitsGsm(part.Message.Text) ? "text" : "unicode",
            ["message-timestamp"] = part.Message.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        };
        if (part.Total > 1)
        {
            fields["concat"] = "true";
            fields["concat-ref"] = (part.Message.Position % 256).ToString(CultureInfo.InvariantCulture);
            fields["concat-total"] = part.Total.ToString(CultureInfo.InvariantCulture);
            fields["concat-part"] = part.Number.ToString(CultureInfo.InvariantCulture);
        }

        return Signed(account, $"{account.PublicUrl}/sms/webhooks/vonage", fields, part.Message.At);
    }

    public static HttpRequestMessage Receipt(SimulatorAccount account, string address, PhoneMessage message)
    {
        var (status, code) = message.State switch
        {
            MessageStates.Delivered => ("delivered", "0"),
            MessageStates.Undelivered => ("failed", message.ErrorCode == Carrier.UnknownHandset ? "11" : "1"),
            _ => ("buffered", "0"),
        };
        var fields = new Dictionary<string, string>
        {
            ["msisdn"] = message.Phone.TrimStart('+'),
            ["to"] = message.Ours.TrimStart('+'),
            ["network-code"] = "23410",
            ["messageId"] = message.Sid,
            ["price"] = "0.03330000",
            ["status"] = status,
            ["scts"] = message.ChangedAt.UtcDateTime.ToString("yyMMddHHmm", CultureInfo.InvariantCulture),
            ["err-code"] = code,
            ["message-timestamp"] = message.ChangedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        };
        return Signed(account, address, fields, message.ChangedAt);
    }

    private static HttpRequestMessage Signed(SimulatorAccount account, string address, Dictionary<string, string> fields, DateTimeOffset at)
    {
        fields["api-key"] = account.Vonage.ApiKey;
        fields["timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        fields["nonce"] = Guid.NewGuid().ToString();
        var text = string.Concat(fields.Keys.Order(StringComparer.Ordinal).Select(name => $"&{name}={fields[name].Replace('&', '_').Replace('=', '_')}"));
        fields["sig"] = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(account.Vonage.SignatureSecret), Encoding.UTF8.GetBytes(text)));
        return new HttpRequestMessage(HttpMethod.Post, WebAddress.Verbatim(address)) { Content = JsonContent.Create(fields) };
    }
}

/// <param name="Number">From 1 to <paramref name="Total"/>.</param>
internal sealed record VonagePart(PhoneMessage Message, string Id, string Text, int Number, int Total);
