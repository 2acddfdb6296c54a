using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Testing;

/// <summary>Requests as Twilio makes them, signed by an implementation of its own: the tests do not sign with what they test.</summary>
public sealed class TwilioRequests(string authToken, string publicUrl)
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>An inbound text.</summary>
    public HttpRequestMessage Text(Uri server, string sid, string from, string body) => Signed(server, "/sms/webhooks/twilio", new()
    {
        ["MessageSid"] = sid,
        ["SmsSid"] = sid,
        ["SmsMessageSid"] = sid,
        ["AccountSid"] = "AC00000000000000000000000000000000",
        ["From"] = from,
        ["To"] = "+15550100",
        ["Body"] = body,
        ["NumMedia"] = "0",
        ["NumSegments"] = "1",
        ["SmsStatus"] = "received",
        ["ApiVersion"] = "2010-04-01",
    });

    /// <summary>A status callback to a path and query of ours.</summary>
    public HttpRequestMessage Status(Uri server, string pathAndQuery, string sid, string status, string? errorCode = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = sid,
            ["SmsSid"] = sid,
            ["MessageStatus"] = status,
            ["SmsStatus"] = status,
            ["AccountSid"] = "AC00000000000000000000000000000000",
            ["ApiVersion"] = "2010-04-01",
        };
        if (errorCode is not null)
            fields["ErrorCode"] = errorCode;
        return Signed(server, pathAndQuery, fields);
    }

    /// <summary>Any fields to any path, signed.</summary>
    public HttpRequestMessage Signed(Uri server, string pathAndQuery, Dictionary<string, string> fields)
    {
        var signed = new StringBuilder(publicUrl + pathAndQuery);
        foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
            signed.Append(name).Append(value);
#pragma warning disable CA5350 // HMAC-SHA1 is what Twilio signs with.
        var signature = HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString()));
#pragma warning restore CA5350
        return new HttpRequestMessage(HttpMethod.Post, new Uri(server, pathAndQuery))
        {
            Content = new FormUrlEncodedContent(fields),
            Headers = { { Header, Convert.ToBase64String(signature) } },
        };
    }
}
