using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omnichannel.Channels;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Omnichannel.Unit.Fuzzing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Bodies of mail providers with bytes changed, and bodies that are made to be slow: each is checked and read to the end, at a cost that follows its size.</summary>
public sealed class ProviderFuzzTests
{
    private const int Rounds = 60;
    private const string Multipart = "multipart/form-data; boundary=xYz";
    private const string Encoded = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Topic = "arn:aws:sns:eu-west-1:1:mail";

    private static readonly EmailAccount Options = Mails.OptionsWith("Email:Inbound:Secret=a-secret-for-tests", $"Email:Inbound:SesTopicArn={Topic}", "Email:Inbound:AuthservId=");
    private static readonly MailReader Reader = Mails.ReaderWith(Options);
    private static readonly FakeTimeProvider Time = new(Moment.Noon);

    private static readonly Dictionary<string, IWebhookReader> Readers = new()
    {
        ["sendgrid"] = new SendGridReader(Options, Reader),
        ["mailgun"] = new MailgunReader(Options, Reader, Time),
        ["postmark"] = new PostmarkReader(Options, Reader),
        ["ses"] = new SesReader(Options, Reader, new MailTokens(Mails.Key, Options), new SnsCertificates(null!, Time), null!, NullLogger<SesReader>.Instance),
    };

    private static readonly (string Provider, string Type, string Body)[] Seeds =
    [
        ("sendgrid", Multipart, Form(
            ("headers", "From: Anna <anna@home.example>\nMessage-ID: <1@home.example>\nSubject: =?utf-8?Q?Caf=C3=A9?=\n"), ("text", "Hello"), ("html", "<p>Hello <img src=\"cid:pic\"></p>"),
            ("charsets", """{"text":"iso-8859-1","html":"cp850"}"""), ("envelope", """{"to":["city@city.example"],"from":"anna@home.example"}"""),
            ("dkim", "{@home.example : pass}"), ("SPF", "pass"), ("content-ids", """{"pic":"attachment1"}"""), ("attachment-info", """{"attachment1":{"filename":"a.png","type":"image/png"}}"""),
            ("attachment1\"; filename=\"a.png", "x"))),
        ("sendgrid", Multipart, Form(("email", "From: anna@home.example\nMessage-ID: <1@home.example>\n\nhello"), ("envelope", """{"to":["city@city.example"]}"""))),
        ("mailgun", Encoded, "timestamp=1795305600&token=t&signature=ab&recipient=city%40city.example&message-headers=%5B%5B%22From%22%2C%22a%40home.example%22%5D%5D&body-plain=hi&content-id-map=%7B%22%3Cpic%3E%22%3A%22a%22%7D"),
        ("mailgun", Multipart, Form(("timestamp", "1795305600"), ("token", "t"), ("signature", "ab"), ("recipient", "city@city.example"), ("body-mime", "From: anna@home.example\n\nhello"))),
        ("postmark", Json, """{"FromFull":{"Email":"anna@home.example","Name":"M\u00fcller, \ud83d\ude00"},"ToFull":[{"Email":"city@city.example"}],"OriginalRecipient":"city@city.example","Subject":"Hi \ud800","MessageID":"22c7","Date":"Mon, 5 Jan 2026 09:00:00 +0000","TextBody":"hello","HtmlBody":"<p>x</p>","Headers":[{"Name":"Message-ID","Value":"<1@home.example>"}],"Attachments":[{"Name":"a.txt","Content":"aGk=","ContentType":"text/plain","ContentID":"<pic>"}]}"""),
        ("postmark", Json, """{"RawEmail":"From: anna@home.example\nMessage-ID: <1@home.example>\n\nhello\n"}"""),
        ("ses", "text/plain", Sns("""{"notificationType":"Received","mail":{"source":"anna@home.example"},"receipt":{"recipients":["city@city.example"],"dmarcVerdict":{"status":"PASS"},"action":{"type":"SNS","encoding":"UTF-8"}},"content":"From: anna@home.example\r\n\r\nhello"}""")),
        ("ses", "text/plain", Sns("""{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"a@b.example","status":"5.1.1"}]},"mail":{"source":"x@city.example","commonHeaders":{"messageId":"<x>"},"headers":[{"name":"X","value":"y"}]}}""")),
        ("ses", "text/plain", Sns("""{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@b.example"}]},"mail":{"source":"x@city.example"}}""")),
    ];

    private static readonly byte[][] Pieces =
    [
        "\\ud800"u8.ToArray(), "\\u00"u8.ToArray(), "[[[[[[[["u8.ToArray(), "{\"\":"u8.ToArray(), "null"u8.ToArray(), "1e999"u8.ToArray(), "\r\n--xYz"u8.ToArray(), "--xYz--"u8.ToArray(), "%"u8.ToArray(), "%u"u8.ToArray(),
        "&&=="u8.ToArray(), "\0"u8.ToArray(), [0xFF, 0xFE], [0xED, 0xA0, 0x80], "; name*0*=utf-8''"u8.ToArray(), "charset=utf-7"u8.ToArray(), "\"true\""u8.ToArray(), "\"content\":\"\""u8.ToArray(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_bytes_make_a_reader_throw_or_take_more_memory_than_they_are_worth(int seed)
    {
        var mutation = new Mutation(new Random(seed), Pieces);
        foreach (var (provider, type, body) in Seeds)
        {
            for (var round = 0; round < Rounds; round++)
                Cost.IsBounded(mutation.Of(Encoding.UTF8.GetBytes(body)), bytes => Look(provider, type, bytes), perByte: 200, fixedCost: 512 * 1024);
        }
    }

    public static TheoryData<string, string, string, string, string> Slow => new()
    {
        { "sendgrid", Multipart, "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", "\r\n--xY", "\r\n--xYz--\r\n" },
        { "sendgrid", Multipart, "", "--xYz\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\nx\r\n", "--xYz--\r\n" },
        { "sendgrid", Multipart, "--xYz\r\nContent-Disposition: form-data; name=\"headers\"\r\n\r\n", "From: \"(((", "\r\n--xYz--\r\n" },
        { "sendgrid", Multipart, "--xYz\r\nContent-Disposition: form-data; name=\"dkim\"\r\n\r\n", "{@a.b:pass},", "\r\n--xYz--\r\n" },
        { "sendgrid", Multipart, "--xYz\r\nContent-Disposition: form-data; ", "x=\"\\\"; ", "\r\n--xYz--\r\n" },
        { "mailgun", Encoded, "timestamp=1&token=t&signature=s&from=a%40b&body-plain=", "%E2%82%AC+", "" },
        { "mailgun", Encoded, "", "a=1&", "" },
        { "mailgun", Encoded, "body-html=", "<p><!--", "" },
        { "mailgun", Encoded, "recipient=", "a%40b,", "" },
        { "mailgun", Encoded, "message-headers=[", "[\"Received\",\"x\"],", "[\"From\",\"a@b\"]]" },
        { "postmark", Json, """{"Subject":" """, "\\ud800", "\"}" },
        { "postmark", Json, "", "[", "" },
        { "postmark", Json, "{\"From\":\"", "a@b,", "\"}" },
        { "postmark", Json, """{"From":"a@b.example","Headers":[""", """{"Name":"X","Value":"y"},""", "{}]}" },
        { "postmark", Json, """{"From":"a@b.example","Attachments":[""", """{"Name":"a","Content":"aGk="},""", "{}]}" },
        { "postmark", Json, """{"From":"a@b.example","HtmlBody":" """, "<a href=x><b>", "\"}" },
        { "ses", "text/plain", """{"Type":"Notification","Message":" """, "\\\"", "\"}" },
        { "ses", "text/plain", """{"Type":"Notification","Message":"{\"notificationType\":\"Received\",\"content\":\"From: a@b.example\\n\\n""", "x\\n", "\\\"}\"}" },
    };

    [Theory]
    [MemberData(nameof(Slow))]
    public void A_body_sixteen_times_as_long_does_not_cost_a_multiple_of_that(string provider, string type, string head, string repeated, string tail) => Cost.GrowsWithSize(
        size => Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, size / repeated.Length)) + tail), bytes => Look(provider, type, bytes));

    private static void Look(string provider, string type, byte[] body)
    {
        var reader = Readers[provider];
        var request = new WebhookRequest("POST", "/?secret=x", type, _ => "", body);
        Assert.NotEqual(Authenticity.Authentic, reader.Check(request));
        var reading = reader.Read(request, Moment.Noon);
        Assert.True(reading.Unreadable is null || reading.Heard.Count == 0);
    }

    private static string Form(params (string Name, string Value)[] fields) =>
        string.Concat(fields.Select(field => $"--xYz\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value.ReplaceLineEndings("\r\n")}\r\n")) + "--xYz--\r\n";

    private static string Sns(string message) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["Type"] = "Notification",
        ["MessageId"] = "1",
        ["TopicArn"] = Topic,
        ["Message"] = message,
        ["Timestamp"] = "2026-01-05T09:00:00.000Z",
        ["SignatureVersion"] = "1",
        ["Signature"] = "AAAA",
        ["SigningCertURL"] = "https://sns.eu-west-1.amazonaws.com/x.pem",
    });
}
