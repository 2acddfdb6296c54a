using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Channels.Email;

namespace Omnichannel.Integration.OpenApi;

/// <summary>A mail, its answer and its bounce; and the same letter by every provider of mail.</summary>
internal sealed class MailOfTheDay(DescribedCity city)
{
    private const string Secret = "a-mail-secret-for-tests";
    private const string Topic = "arn:aws:sns:eu-west-1:1:mail";
    private const string Emil = "emil@home.example";

    public static IReadOnlyList<string> Settings { get; } =
    [
        $"Email:Inbound:SendGridSecret={Secret}", $"Email:Inbound:PostmarkSecret={Secret}", $"Email:Inbound:MailgunSigningKey={Secret}",
        $"Email:Inbound:SesTopicArn={Topic}",
    ];

    public async Task RunAsync()
    {
        await city.GetAsync("/simulator/mail/account");
        await city.PostAsync($"/simulator/mailboxes/{Emil}/messages", new { subject = "Lamp", text = "It is dark." });
        await city.AnswerAsync(Emil, "Not any more.", "accepted");
        var mailbox = await city.GetAsync($"/simulator/mailboxes/{Emil}");
        var answer = mailbox.GetProperty("messages").EnumerateArray().First(mail => !mail.GetProperty("isInbound").GetBoolean());
        await city.PostAsync($"/simulator/mailboxes/{Emil}/bounces", new { messageId = answer.GetProperty("messageId").GetString() });
        await city.GetAsync("/simulator/mailboxes");
        await city.PostAsync($"/email/webhooks/sendgrid?secret={Secret}", FormOf(("email", Letter("sendgrid"))));
        await city.PostAsync($"/email/webhooks/postmark?secret={Secret}", new { OriginalRecipient = "city@omnichannel.example", RawEmail = Letter("postmark") });
        await city.PostAsync("/email/webhooks/mailgun", FormOf([("from", Emil), ("body-plain", "Thank you"), .. SignatureOfMailgun("one")]));
        await city.PostAsync("/email/webhooks/mailgun/mime", FormOf([("body-mime", Letter("mailgun")), .. SignatureOfMailgun("two")]));
        await city.PostAsync("/email/webhooks/ses", BySns(JsonSerializer.Serialize(new { notificationType = "Received", content = Letter("ses") })));
    }

    private static string Letter(string by) => $"From: {Emil}\r\nTo: city@omnichannel.example\r\nSubject: Lamp\r\nMessage-ID: <{by}@home.example>\r\n\r\nThank you";

    private static MultipartFormDataContent FormOf(params IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), $"\"{name}\"");
        return form;
    }

    private static (string Name, string Value)[] SignatureOfMailgun(string token)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(timestamp + token));
        return [("timestamp", timestamp), ("token", token), ("signature", Convert.ToHexStringLower(signature))];
    }

    /// <summary>Signed with a certificate that is taken for one of SNS's.</summary>
    private StringContent BySns(string message)
    {
        const string Url = "https://sns.eu-west-1.amazonaws.com/test.pem";
        var now = TimeProvider.System.GetUtcNow();
        using var key = RSA.Create(2048);
        var certificate = new CertificateRequest("CN=sns", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        city.Server.Services.GetRequiredService<SnsCertificates>().Add(new Uri(Url), certificate);
        var signed = $"Message\n{message}\nMessageId\n1\nTimestamp\n2026-01-05T09:00:00.000Z\nTopicArn\n{Topic}\nType\nNotification\n";
        return new StringContent(JsonSerializer.Serialize(new
        {
            Type = "Notification",
            MessageId = "1",
            TopicArn = Topic,
            Message = message,
            Timestamp = "2026-01-05T09:00:00.000Z",
            SignatureVersion = "2",
            Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            SigningCertURL = Url,
        }));
    }
}
