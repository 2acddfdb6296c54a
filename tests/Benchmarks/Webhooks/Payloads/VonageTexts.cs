using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>Texts over Vonage: fields in the query of a GET, signed with an HMAC-SHA256 over all of them.</summary>
internal sealed class VonageTexts : IProvider
{
    private const string SignatureSecret = "a-signature-secret";

    public string Name => "vonage";

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; } =
    [
        new("Sms__Vonage__ApiKey", "abcd1234"), new("Sms__Vonage__ApiSecret", "an-api-secret"), new("Sms__Vonage__SignatureSecret", SignatureSecret),
        new("Sms__Vonage__From", "+15550100"), new("Sms__Vonage__BaseUrl", "http://127.0.0.1:9"),
    ];

    public byte[] Render(string id, string number, string words)
    {
        (string Name, string Value)[] fields =
        [
            ("api-key", "abcd1234"), ("message-timestamp", "2026-11-21 10:00:00"), ("messageId", id), ("msisdn", number[1..]), ("nonce", id),
            ("text", words), ("timestamp", "1795262400"), ("to", "15550100"), ("type", "text"),
        ];
        var signed = string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => $"&{field.Name}={field.Value}"));
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SignatureSecret), Encoding.UTF8.GetBytes(signed)));
        return Wire.Get($"/sms/webhooks/vonage?{string.Join('&', fields.Append(("sig", signature)).Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"))}");
    }
}
