using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Omnichannel.Testing;

namespace Omnichannel.EndToEnd;

/// <summary>What each provider calls us with when a citizen gets in touch: its own wire format, with its own proof, by accounts of a test's own.</summary>
internal static class ProviderCalls
{
    public const string ChatSecret = "chat_identity_secret_for_tests";
    private const string Account = "AC00000000000000000000000000000000";
    private const string KannelSecret = "kannel_secret_for_tests";
    private const string VonageSecret = "vonage_secret_for_tests";
    private const string MailSecret = "mail_secret_for_tests";

    /// <summary>When all of it is said: the same in every repeat of a call.</summary>
    private static readonly DateTimeOffset Said = TimeProvider.System.GetUtcNow();

    /// <summary>An account with every provider; none of them is ever called.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings { get; } = new Dictionary<string, string>
    {
        ["Sms__Kannel__Secret"] = KannelSecret,
        ["Sms__Kannel__Username"] = "user",
        ["Sms__Kannel__Password"] = "password",
        ["Sms__Kannel__From"] = "+15550100",
        ["Sms__Kannel__BaseUrl"] = "http://127.0.0.1:9",
        ["Sms__Vonage__ApiKey"] = "key",
        ["Sms__Vonage__ApiSecret"] = "secret",
        ["Sms__Vonage__SignatureSecret"] = VonageSecret,
        ["Sms__Vonage__From"] = "+15550100",
        ["Sms__Vonage__BaseUrl"] = "http://127.0.0.1:9",
        ["Voice__Twilio__AccountSid"] = Account,
        ["Voice__Twilio__AuthToken"] = Installation.AuthToken,
        ["Voice__Twilio__From"] = "+15550100",
        ["Voice__Twilio__PublicUrl"] = Installation.PublicUrl,
        ["Voice__Twilio__BaseUrl"] = "http://127.0.0.1:9",
        ["WhatsApp__Meta__AppSecret"] = MetaStub.AppSecret,
        ["WhatsApp__Meta__VerifyToken"] = MetaStub.VerifyToken,
        ["WhatsApp__Meta__AccessToken"] = MetaStub.AccessToken,
        ["WhatsApp__Meta__PhoneNumberId"] = MetaStub.Ours,
        ["WhatsApp__Meta__BaseUrl"] = "http://127.0.0.1:9",
        ["Messenger__Meta__AppSecret"] = MetaStub.AppSecret,
        ["Messenger__Meta__VerifyToken"] = MetaStub.VerifyToken,
        ["Messenger__Meta__AccessToken"] = MetaStub.AccessToken,
        ["Messenger__Meta__PageId"] = MetaStub.Ours,
        ["Messenger__Meta__BaseUrl"] = "http://127.0.0.1:9",
        ["Email__Inbound__Secret"] = MailSecret,
        ["WebChat__IdentitySecret"] = ChatSecret,
    };

    public static HttpRequestMessage Text(Uri server, string id, string number, string text) => Installation.Twilio.Text(server, id, number, text);

    /// <summary>Kannel signs nothing: its address has the secret.</summary>
    public static HttpRequestMessage Kannel(Uri server, string id, string number, string text) => new(HttpMethod.Get, new Uri(
        server,
        $"/sms/webhooks/kannel?secret={KannelSecret}&from={Uri.EscapeDataString(number)}&to=%2B15550100&id={id}&ts={Said.ToUnixTimeSeconds()}&coding=0&charset=UTF-8&hex={Convert.ToHexString(Encoding.UTF8.GetBytes(text))}"));

    public static HttpRequestMessage Vonage(Uri server, string id, string number, string text)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["api-key"] = "key",
            ["message-timestamp"] = Said.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ["messageId"] = id,
            ["msisdn"] = number.TrimStart('+'),
            ["nonce"] = id,
            ["text"] = text,
            ["timestamp"] = $"{Said.ToUnixTimeSeconds()}",
            ["to"] = "15550100",
            ["type"] = "text",
        };
        var signed = string.Concat(fields.Select(field => $"&{field.Key}={field.Value.Replace('&', '_').Replace('=', '_')}"));
        fields["sig"] = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(VonageSecret), Encoding.UTF8.GetBytes(signed)));
        return new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/sms/webhooks/vonage")) { Content = new FormUrlEncodedContent(fields) };
    }

    public static HttpRequestMessage WhatsApp(Uri server, string id, string number, string text) => MetaStub.Signed(
        server, "/whatsapp/webhooks/meta",
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"{{{MetaStub.Ours}}}"},"messages":[{"from":"{{{number.TrimStart('+')}}}","id":"{{{id}}}","timestamp":"{{{Said.ToUnixTimeSeconds()}}}","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}""");

    public static HttpRequestMessage Messenger(Uri server, string id, string person, string text) => MetaStub.Signed(
        server, "/messenger/webhooks/meta",
        $$$"""{"object":"page","entry":[{"id":"{{{MetaStub.Ours}}}","messaging":[{"sender":{"id":"{{{person}}}"},"recipient":{"id":"{{{MetaStub.Ours}}}"},"timestamp":{{{Said.ToUnixTimeMilliseconds()}}},"message":{"mid":"{{{id}}}","text":"{{{text}}}"}}]}]}""");

    /// <summary>As a mail server's script posts it.</summary>
    public static HttpRequestMessage Mail(Uri server, string id, string address, string text)
    {
        var bytes = Encoding.UTF8.GetBytes($"From: {address}\r\nTo: city@omnichannel.example\r\nSubject: Bin\r\nMessage-ID: <{id}>\r\n\r\n{text}\r\n");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(MailSecret), bytes));
        return new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/email/webhooks/raw"))
        {
            Content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", "message/rfc822" } } },
            Headers = { { "X-Omnichannel-Signature", $"sha256={signature}" } },
        };
    }

    /// <summary>A call that begins to ring; nothing is said.</summary>
    public static HttpRequestMessage Ring(Uri server, string id, string number, string text = "") => Installation.Twilio.Signed(server, "/voice/webhooks/twilio", new()
    {
        ["CallSid"] = id,
        ["AccountSid"] = Account,
        ["From"] = number,
        ["To"] = "+15550100",
        ["CallStatus"] = "ringing",
        ["Direction"] = "inbound",
        ["ApiVersion"] = "2010-04-01",
    });

    /// <summary>How a site of ours proves to the chat whose number this is.</summary>
    public static object ChatIdentity(string number) => new
    {
        identifier = number,
        hash = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ChatSecret), Encoding.UTF8.GetBytes(number))),
    };
}
