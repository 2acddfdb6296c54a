using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Omnichannel.Channels;
using Omnichannel.Channels.Email;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Mail that providers bring: who they are, and what they say.</summary>
public sealed class ProviderReaderTests
{
    private const string Secret = "a-secret-for-tests";
    private static readonly EmailAccount Options = Mails.OptionsWith($"Email:Inbound:Secret={Secret}", "Email:Inbound:SesTopicArn=arn:aws:sns:eu-west-1:1:mail", "Email:Inbound:AuthservId=");
    private static readonly MailReader Reader = Mails.ReaderWith(Options);
    private static readonly MailTokens Tokens = new(Mails.Key, Options);

    private static WebhookRequest Request(string target, string type, byte[] body, params (string Name, string Value)[] headers) => new(
        "POST", target, type, name => headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "", body);

    private static MessageHeard Message(WebhookResult reading) => Assert.IsType<MessageHeard>(Assert.Single(reading.Heard));

    [Fact]
    public void A_raw_mail_is_authentic_by_its_signature_or_the_secret()
    {
        var reader = new RawMailReader(Options, Reader);
        var body = Mails.Bytes("From: a@home.example\n\nhello");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        Assert.Equal(Authenticity.Authentic, reader.Check(Request("/", "message/rfc822", body, (RawMailReader.SignatureHeader, $"sha256={signature}"))));
        Assert.Equal(Authenticity.Wrong, reader.Check(Request("/", "message/rfc822", [.. body, 1], (RawMailReader.SignatureHeader, $"sha256={signature}"))));
        Assert.Equal(Authenticity.Authentic, reader.Check(Request("/", "message/rfc822", body, ("Authorization", Basic(Secret)))));
        Assert.Equal(Authenticity.Wrong, reader.Check(Request("/", "message/rfc822", body, ("Authorization", Basic("other")))));
        Assert.Equal(Authenticity.Missing, reader.Check(Request($"/?secret={Secret}", "message/rfc822", body)));
    }

    [Fact]
    public void SendGrid_s_fields_are_each_read_in_their_own_charset()
    {
        var body = Form(
            ("headers", Encoding.ASCII.GetBytes("From: Anna <anna@home.example>\r\nTo: city@city.example\r\nMessage-ID: <1@home.example>\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n")),
            ("text", Encoding.Latin1.GetBytes("Das Café")), ("html", [.. "<p>Das Caf"u8, 0x82, .. "</p>"u8]),
            ("charsets", """{"text":"iso-8859-1","html":"cp850"}"""u8.ToArray()), ("envelope", """{"to":["city@city.example"],"from":"anna@home.example"}"""u8.ToArray()),
            ("dkim", "{@home.example : pass}"u8.ToArray()));
        var message = Message(new SendGridReader(Options, Reader).Read(Request($"/?secret={Secret}", "multipart/form-data; boundary=xYz", body), Moment.Noon));
        Assert.Equal(("Das Café", "<p>Das Café</p>", "Café", true), (message.Text, message.Details!.SafeHtml, message.Details.Subject, message.Details.IsAuthenticated));
    }

    [Fact]
    public void SendGrid_s_files_are_kept_under_their_content_ids()
    {
        var body = Encoding.UTF8.GetBytes("--xYz\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\na@home.example\r\n--xYz\r\nContent-Disposition: form-data; name=\"html\"\r\n\r\n<img src=\"cid:pic\">\r\n"
            + "--xYz\r\nContent-Disposition: form-data; name=\"content-ids\"\r\n\r\n{\"pic\":\"attachment1\"}\r\n"
            + "--xYz\r\nContent-Disposition: form-data; name=\"attachment1\"; filename=\"a.eml\"\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n--y\r\n--xYz--\r\n");
        var reading = new SendGridReader(Options, Reader).Read(Request("/", "multipart/form-data; boundary=xYz", body), Moment.Noon);
        Assert.Equal("Subject: x\r\n\r\n--y", Encoding.ASCII.GetString(Assert.Single(reading.Files).Content));
        Assert.Contains(Message(reading).Attachments[0].Url, Message(reading).Details!.SafeHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_the_address_or_as_password_opens_SendGrid_and_Postmark()
    {
        foreach (var reader in new IWebhookReader[] { new SendGridReader(Options, Reader), new PostmarkReader(Options, Reader) })
        {
            Assert.Equal(Authenticity.Authentic, reader.Check(Request($"/x?a=b&secret={Secret}", "x", [])));
            Assert.Equal(Authenticity.Authentic, reader.Check(Request("/x", "x", [], ("Authorization", Basic(Secret)))));
            Assert.Equal(Authenticity.Wrong, reader.Check(Request("/x?secret=other", "x", [])));
            Assert.Equal(Authenticity.Missing, reader.Check(Request("/x", "x", [])));
        }

        var closed = new PostmarkReader(Mails.Options, Mails.Reader);
        Assert.Equal(Authenticity.Wrong, closed.Check(Request("/x?secret=", "x", [], ("Authorization", Basic("")))));
    }

    [Fact]
    public async Task Mailgun_s_token_is_good_for_one_mail_and_not_for_long()
    {
        var reader = new MailgunReader(Options, Reader, new FakeTimeProvider(Moment.Noon));
        var first = Mailgun(Moment.Noon, "hello");
        Assert.Equal(Authenticity.Authentic, reader.Check(first));
        await reader.AfterIntakeAsync(first, CancellationToken.None);
        Assert.Equal(Authenticity.Authentic, reader.Check(first));
        Assert.Equal(Authenticity.Wrong, reader.Check(Mailgun(Moment.Noon, "another mail with the same token")));
        Assert.Equal(Authenticity.Wrong, reader.Check(Mailgun(Moment.Noon.AddDays(-1), "old")));
        Assert.Equal(Authenticity.Wrong, reader.Check(Mailgun(Moment.Noon.AddDays(1), "from the future")));
        Assert.Equal(Authenticity.Missing, reader.Check(Request("/", "application/x-www-form-urlencoded", "a=b"u8.ToArray())));
        Assert.Equal("hello", Message(reader.Read(first, Moment.Noon)).Text);
    }

    [Fact]
    public void Postmark_s_fields_and_its_raw_mail_are_the_same_message()
    {
        var reader = new PostmarkReader(Options, Reader);
        var fields = """
            {"FromFull":{"Email":"anna@home.example","Name":"Müller, Anna"},"ToFull":[{"Email":"city@city.example"}],"OriginalRecipient":"city@city.example","Subject":"Hi \ud800",
             "MessageID":"22c7","Date":"Mon, 5 Jan 2026 09:00:00 +0000","TextBody":"hello","HtmlBody":"","Headers":[{"Name":"Message-ID","Value":"<1@home.example>"},{"Name":"Auto-Submitted","Value":"auto-replied"}],
             "Attachments":[{"Name":"a.txt","Content":"aGk=","ContentType":"text/plain","ContentID":""}]}
            """;
        var parsed = reader.Read(Request("/", "application/json", Encoding.UTF8.GetBytes(fields)), Moment.Noon);
        var raw = reader.Read(Request("/", "application/json", Encoding.UTF8.GetBytes("""{"RawEmail":"From: anna@home.example\nTo: city@city.example\nMessage-ID: <1@home.example>\n\nhello\n"}""")), Moment.Noon);
        Assert.Equal(Message(raw).MessageId, Message(parsed).MessageId);
        Assert.Equal(("Müller, Anna", "Hi \uFFFD", true), (Message(parsed).Details!.SenderName, Message(parsed).Details!.Subject, Message(parsed).Details!.IsAutomatic));
        Assert.Equal("hi", Encoding.ASCII.GetString(Assert.Single(parsed.Files).Content));
        Assert.Equal("json.unreadable", reader.Read(Request("/", "application/json", "[1"u8.ToArray()), Moment.Noon).Unreadable);
        Assert.Equal("a\uFFFDb", Message(reader.Read(Request("/", "application/json", [.. "{\"From\":\"anna@home.example\",\"TextBody\":\"a"u8, 0xFF, .. "b\"}"u8]), Moment.Noon)).Text);
    }

    [Fact]
    public void Ses_is_believed_when_our_topic_signed_with_a_certificate_of_sns()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=sns", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Moment.Noon.AddDays(-1), Moment.Noon.AddDays(1));
        var url = new Uri("https://sns.eu-west-1.amazonaws.com/x.pem");
        var certificates = new SnsCertificates(null!, new FakeTimeProvider(Moment.Noon));
        certificates.Add(url, certificate);
        var reader = new SesReader(Options, Reader, Tokens, certificates, null!, NullLogger<SesReader>.Instance);
        var message = JsonSerializer.Serialize(new
        {
            notificationType = "Received",
            mail = new { source = "anna@home.example" },
            receipt = new { recipients = new[] { "city@city.example" }, dmarcVerdict = new { status = "PASS" }, action = new { type = "SNS", encoding = "BASE64" } },
            content = Convert.ToBase64String(Mails.Bytes("From: anna@home.example\nMessage-ID: <1@home.example>\n\nhello")),
        });
        foreach (var version in new[] { "1", "2" })
        {
            var request = Sns(key, message, version, url.ToString(), "arn:aws:sns:eu-west-1:1:mail");
            Assert.Equal(Authenticity.Authentic, reader.Check(request));
            Assert.Equal(("hello", true), (Message(reader.Read(request, Moment.Noon)).Text, Message(reader.Read(request, Moment.Noon)).Details!.IsAuthenticated));
        }

        Assert.Equal(Authenticity.Wrong, reader.Check(Sns(key, message, "1", url.ToString(), "arn:aws:sns:eu-west-1:2:other")));
        Assert.Equal(Authenticity.Wrong, reader.Check(Sns(key, message, "3", url.ToString(), "arn:aws:sns:eu-west-1:1:mail")));
        foreach (var forged in new[] { "https://sns.eu-west-1.amazonaws.com.evil.example/x.pem", "http://sns.eu-west-1.amazonaws.com/x.pem", "https://u@sns.eu-west-1.amazonaws.com/x.pem", "https://sns.eu-west-1.amazonaws.com:444/x.pem" })
            Assert.Equal(Authenticity.Wrong, reader.Check(Sns(key, message, "1", forged, "arn:aws:sns:eu-west-1:1:mail")));
        var changed = Sns(key, message, "2", url.ToString(), "arn:aws:sns:eu-west-1:1:mail");
        Assert.Equal(Authenticity.Wrong, reader.Check(changed with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(changed.Body).Replace("Received", "Reseived", StringComparison.Ordinal)) }));
    }

    [Fact]
    public void Ses_tells_what_became_of_our_mail()
    {
        var reader = new SesReader(Options, Reader, Tokens, new SnsCertificates(null!, new FakeTimeProvider(Moment.Noon)), null!, NullLogger<SesReader>.Instance);
        var id = Guid.Parse("0197a000-0000-7000-8000-000000000003");
        var bounce = JsonSerializer.Serialize(new
        {
            notificationType = "Bounce",
            bounce = new { bounceType = "Permanent", bouncedRecipients = new[] { new { emailAddress = "anna@home.example", status = "5.1.1" } } },
            mail = new { source = Tokens.BounceAddress(id) },
        });
        using var key = RSA.Create(2048);
        var heard = Assert.IsType<DeliveryHeard>(Assert.Single(reader.Read(Sns(key, bounce, "1", "https://x", "y"), Moment.Noon).Heard));
        Assert.Equal((Tokens.MessageId(id), "recipient.unknown"), (heard.ProviderMessageId, heard.Reason));
        Assert.Equal("mail.content-elsewhere", reader.Read(Sns(key, """{"notificationType":"Received","receipt":{}}""", "1", "https://x", "y"), Moment.Noon).Unreadable);
    }

    [Theory]
    [InlineData("sendgrid_charsets.multipart", "multipart/form-data; boundary=xYzZY")]
    [InlineData("mailgun_attachments.multipart", "multipart/form-data; boundary=xYzZY")]
    [InlineData("mailgun_parsed.form", "application/x-www-form-urlencoded")]
    [InlineData("postmark_autoreply.json", "application/json")]
    [InlineData("postmark_raw.json", "application/json")]
    [InlineData("ses_sns_utf8.json", "text/plain")]
    public void A_real_body_is_read(string file, string type)
    {
        if (Repository.Corpus is not { } corpus)
        {
            Assert.Skip("There is no ../shared/corpus beside the repository.");
            return;
        }

        IWebhookReader reader = file.Split('_')[0] switch
        {
            "sendgrid" => new SendGridReader(Options, Reader),
            "mailgun" => new MailgunReader(Options, Reader, new FakeTimeProvider(Moment.Noon)),
            "postmark" => new PostmarkReader(Options, Reader),
            _ => new SesReader(Options, Reader, Tokens, new SnsCertificates(null!, new FakeTimeProvider(Moment.Noon)), null!, NullLogger<SesReader>.Instance),
        };
        var message = Message(reader.Read(Request("/", type, File.ReadAllBytes(Path.Combine(corpus, "email_provider", file))), Moment.Noon));
        Assert.NotEmpty(message.Text);
        Assert.NotNull(message.Details!.Subject);
        Assert.DoesNotContain('\uFFFD', message.Text + message.Details.Subject);
    }

    private static string Basic(string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{password}"))}";

    private static byte[] Form(params (string Name, byte[] Value)[] fields) =>
        [.. fields.SelectMany(field => (byte[])[.. Encoding.ASCII.GetBytes($"--xYz\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n"), .. field.Value, .. "\r\n"u8]), .. "--xYz--\r\n"u8];

    private static WebhookRequest Mailgun(DateTimeOffset at, string text)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(timestamp + "token")));
        var headers = WebUtility.UrlEncode("""[["From","Anna <anna@home.example>"],["Message-Id","<1@home.example>"],["To","city@city.example"]]""");
        return Request(
            "/", "application/x-www-form-urlencoded",
            Encoding.ASCII.GetBytes($"timestamp={timestamp}&token=token&signature={signature}&recipient=city%40city.example&message-headers={headers}&body-plain={WebUtility.UrlEncode(text)}"));
    }

    private static WebhookRequest Sns(RSA key, string message, string version, string certificateUrl, string topic)
    {
        var fields = new Dictionary<string, string>
        {
            ["Type"] = "Notification",
            ["MessageId"] = "1",
            ["TopicArn"] = topic,
            ["Message"] = message,
            ["Timestamp"] = "2026-01-05T09:00:00.000Z",
            ["SignatureVersion"] = version,
            ["SigningCertURL"] = certificateUrl,
        };
        var signed = $"Message\n{message}\nMessageId\n1\nTimestamp\n2026-01-05T09:00:00.000Z\nTopicArn\n{topic}\nType\nNotification\n";
        fields["Signature"] = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(signed), version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1));
        return Request("/", "text/plain; charset=UTF-8", JsonSerializer.SerializeToUtf8Bytes(fields));
    }
}
