using System.Text;
using Omnichannel.Channels;
using Omnichannel.Channels.Sms;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Omnichannel.Unit.Fuzzing;
using Xunit;

namespace Omnichannel.Unit.Channels.Sms;

/// <summary>Forms, queries, JSON and XML of providers of text messages with bytes changed, and some that are made to be slow.</summary>
public sealed class SmsFuzzTests
{
    private const int Rounds = 200;
    private const string Form = "application/x-www-form-urlencoded";
    private const string Secret = "a-secret-for-tests";
    private static readonly EnabledProviders InUse = new(["twilio", "kannel", "vonage"]);
    private static readonly TwilioSmsOptions Twilio = new() { AccountSid = "AC1", AuthToken = Secret, From = "+15550100", PublicUrl = "https://city.example", BaseUrl = "http://127.0.0.1" };
    private static readonly KannelOptions Kannel = new() { Secret = Secret, Username = "user", Password = "password", From = "+15550101", PublicUrl = "https://city.example", NumberPrefix = "+" };
    private static readonly VonageOptions Vonage = new() { ApiKey = "key", ApiSecret = "secret", SignatureSecret = Secret, From = "+15550100", PublicUrl = "https://city.example", BaseUrl = "http://127.0.0.1" };

    private static readonly Dictionary<string, IWebhookReader> Readers = new()
    {
        ["twilio"] = new TwilioMessageReader(Twilio),
        ["twilio-status"] = new TwilioStatusReader(Twilio),
        ["kannel"] = new KannelMessageReader(Kannel, InUse, new PhoneOptions()),
        ["kannel-status"] = new KannelStatusReader(Kannel, InUse),
        ["vonage"] = new VonageMessageReader(Vonage, InUse),
        ["vonage-status"] = new VonageStatusReader(Vonage, InUse),
    };

    private static readonly (string Reader, string Type, string Body)[] Seeds =
    [
        ("twilio", Form, "MessageSid=SM1&AccountSid=AC1&From=%2B447946000001&To=%2B15550100&Body=a%0D%0A+b%26%E2%82%AC&NumMedia=2&MediaUrl0=https%3A%2F%2Fa&MediaContentType0=image%2Fpng&MediaUrl1=https%3A%2F%2Fb&OptOutType=STOP&Latitude=51.1&Longitude=0.1&ButtonPayload=x"),
        ("twilio", Form, "MessageSid=SM1&From=whatsapp%3A%2B447946000001&To=whatsapp%3A%2B1&Body=x&ProfileName=A&WaId=1&ReferralBody=y"),
        ("twilio-status", Form, "MessageSid=SM1&MessageStatus=delivered&ErrorCode=30003&To=%2B1&RawDlrDoneDate=2611211000"),
        ("kannel", Form, "from=%2B447946000001&to=200&id=abc&ts=1795305600&coding=2&charset=UTF-16BE&udh=%05%00%03%01%02%01&hex=05320561"),
        ("kannel", "text/xml", "<?xml version=\"1.0\"?><!DOCTYPE message [<!ENTITY a \"b\">]><message><submit><da><number>1</number></da><oa><number>2</number></oa><ud>hi &a;</ud><udh>050003</udh><dcs><coding>1</coding></dcs></submit></message>"),
        ("kannel-status", Form, "type=1&id=abc&ts=1795305600&answer=id%3A1+sub%3A001+stat%3ADELIVRD+err%3A000&smsc=x"),
        ("vonage", Form, "api-key=key&msisdn=447946000001&to=15550100&messageId=1&text=hi&type=text&concat=true&concat-ref=1&concat-total=3&concat-part=2&message-timestamp=2026-01-01+10%3A00%3A00&sig=ab"),
        ("vonage", "application/json", """{"api-key":"key","msisdn":"447946000001","to":"15550100","messageId":"1","text":"hi \ud83d\ude00","type":"binary","data":"ff00","udh":"050003010201","nested":{"a":[1]},"sig":"ab"}"""),
        ("vonage-status", Form, "api-key=key&msisdn=447946000001&to=15550100&messageId=1&status=failed&err-code=6&price=0.03&scts=2601011000&sig=ab"),
    ];

    private static readonly byte[][] Pieces =
    [
        "%"u8.ToArray(), "%%%"u8.ToArray(), "%ff%fe"u8.ToArray(), "&&=="u8.ToArray(), "\0"u8.ToArray(), [0xED, 0xA0, 0x80], "\\ud800"u8.ToArray(), "[[[["u8.ToArray(), "<![CDATA["u8.ToArray(), "<!ENTITY x SYSTEM \"file:///etc/passwd\">"u8.ToArray(),
        "&x;"u8.ToArray(), "NumMedia=999999999"u8.ToArray(), "&udh=%FF%00%00"u8.ToArray(), "-1"u8.ToArray(), "9999999999999999999"u8.ToArray(), "&charset=UTF-7"u8.ToArray(), "&coding=9"u8.ToArray(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_bytes_make_a_reader_throw_or_take_more_memory_than_they_are_worth(int seed)
    {
        var mutation = new Mutation(new Random(seed), Pieces);
        foreach (var (reader, type, body) in Seeds)
        {
            for (var round = 0; round < Rounds; round++)
                Cost.IsBounded(mutation.Of(Encoding.UTF8.GetBytes(body)), bytes => Look(reader, type, bytes), perByte: 200, fixedCost: 512 * 1024);
        }
    }

    [Theory]
    [InlineData("twilio", Form, "MessageSid=SM1&From=%2B1&Body=", "%E2%82%AC+", "")]
    [InlineData("twilio", Form, "MessageSid=SM1&From=%2B1&NumMedia=999999999&Body=", "x&a=", "")]
    [InlineData("twilio", Form, "MessageSid=SM1&From=%2B1&Body=", "%", "")]
    [InlineData("twilio-status", Form, "MessageSid=SM1&MessageStatus=", "&MessageStatus=sent", "")]
    [InlineData("kannel", Form, "from=1&to=2&id=3&hex=", "00", "")]
    [InlineData("kannel", Form, "from=1&to=2&id=3&udh=", "%00%00", "&text=x")]
    [InlineData("kannel", "text/xml", "<message><submit>", "<a>", "")]
    [InlineData("kannel", "text/xml", "<message><submit><ud>", "&lt;", "</ud></submit></message>")]
    [InlineData("kannel-status", Form, "type=1&id=1&answer=", "stat%3A+err%3A", "")]
    [InlineData("vonage", Form, "msisdn=1&to=2&messageId=3&sig=x&text=", "%26=", "")]
    [InlineData("vonage", "application/json", "{\"a\":", "[", "")]
    [InlineData("vonage", "application/json", "{\"text\":\"", "\\u20ac", "\",\"sig\":\"x\",\"msisdn\":\"1\",\"messageId\":\"1\"}")]
    public void A_body_sixteen_times_as_long_does_not_cost_a_multiple_of_that(string reader, string type, string head, string repeated, string tail) => Cost.GrowsWithSize(
        size => Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, size / repeated.Length)) + tail), bytes => Look(reader, type, bytes));

    /// <summary>As it comes, and as it is read again later from what was kept of it.</summary>
    private static void Look(string name, string type, byte[] body)
    {
        var reader = Readers[name];
        var request = new WebhookRequest("POST", "/", type, _ => "", body);
        Assert.NotEqual(Authenticity.Authentic, reader.Check(request));
        var reading = reader.Read(request, Moment.Noon);
        Assert.True(reading.Unreadable is null || reading.Heard.Count == 0);
        var kept = reader.Keep(request);
        _ = reader.Read(new WebhookRequest("POST", "/", kept.ContentType, _ => "", kept.Body), Moment.Noon);
    }
}
