using System.Text;
using System.Text.Json;
using Omnichannel.Channels;
using Omnichannel.Channels.Sms;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Sms;

public sealed class TwilioReaderTests
{
    private static readonly TwilioSmsOptions Options = new()
    {
        AccountSid = "AC1",
        AuthToken = "test_auth_token_not_a_secret",
        From = "+15550100",
        PublicUrl = "https://city.example.org",
        BaseUrl = "http://127.0.0.1",
    };
    private static readonly TwilioMessageReader Messages = new(Options);
    private static readonly TwilioStatusReader Statuses = new(Options);

    [Fact]
    public void A_text_keeps_every_character()
    {
        var heard = Message("MessageSid=SM1&From=%2B447946000001&To=%2B15550100&Body=a%0D%0A+b%26c%3D%25+%E2%82%AC+&NumMedia=0&Unknown=1");
        Assert.Equal("a\r\n b&c=% € ", heard.Text);
        Assert.Equal(new ContactPoint("phone", "+447946000001"), heard.From);
        Assert.Equal("+15550100", heard.To);
        Assert.Equal(MessageHeard.IdOf("sms", "twilio", "SM1"), heard.MessageId);
    }

    [Fact]
    public void Pictures_without_words_are_a_message()
    {
        var heard = Message("MessageSid=MM1&From=%2B447946000001&To=%2B15550100&Body=&NumMedia=2&MediaUrl0=https%3A%2F%2Fa&MediaContentType0=image%2Fpng&MediaUrl1=https%3A%2F%2Fb");
        Assert.Equal(["https://a", "https://b"], heard.Attachments.Select(attachment => attachment.Url));
        Assert.Equal("image/png", heard.Attachments[0].ContentType);
    }

    [Theory]
    [InlineData("whatsapp%3A%2B447946000001", "whatsapp", "phone", "+447946000001")]
    [InlineData("rcs%3A%2B447946000001", "sms", "phone", "+447946000001")]
    [InlineData("messenger%3A69123", "messenger", "messenger", "69123")]
    [InlineData("28849", "sms", "phone", "28849")]
    [InlineData("CityHall", "sms", "phone", "CityHall")]
    public void A_sender_may_be_on_another_channel(string from, string channel, string kind, string address)
    {
        var heard = Message($"MessageSid=SM1&From={from}&To=%2B15550100&Body=hi");
        Assert.Equal((channel, new ContactPoint(kind, address)), (heard.Channel, heard.From));
    }

    /// <summary>Twilio, "Send and receive RCS messages": they are sent from the messaging service that the RCS sender is in.</summary>
    [Theory]
    [InlineData("&MessagingServiceSid=MG1", "MG1")]
    [InlineData("", "")]
    public void Over_rcs_the_answer_leaves_from_the_messaging_service(string more, string ours) =>
        Assert.Equal(ours, Message($"MessageSid=SM1&From=rcs%3A%2B447946000001&To=rcs%3Acity_agent&Body=hi{more}").To);

    [Theory]
    [InlineData("Body=stop", null)]
    [InlineData("Body=anything&OptOutType=STOP", "stop")]
    [InlineData("Body=anything&OptOutType=HELP", "help")]
    public void What_twilio_says_about_opting_out_is_passed_on(string fields, string? keyword) =>
        Assert.Equal(keyword, Message($"MessageSid=SM1&From=%2B447946000001&To=%2B15550100&{fields}").Keyword);

    [Theory]
    [InlineData("", "form.message-id-missing")]
    [InlineData("MessageSid=SM1", "form.sender-missing")]
    [InlineData("%%%&&&===", "form.message-id-missing")]
    public void What_cannot_be_read_says_why(string body, string code) => Assert.Equal(code, Read(Messages, body).Unreadable);

    [Theory]
    [InlineData("queued", DeliveryState.Accepted)]
    [InlineData("sent", DeliveryState.Sent)]
    [InlineData("delivered", DeliveryState.Delivered)]
    [InlineData("read", DeliveryState.Read)]
    [InlineData("undelivered", DeliveryState.Failed)]
    public void A_status_is_told_in_our_words(string status, DeliveryState state)
    {
        var report = Assert.IsType<DeliveryHeard>(Assert.Single(Read(Statuses, $"MessageSid=SM1&MessageStatus={status}").Heard));
        Assert.Equal((state, "SM1", null), (report.State, report.ProviderMessageId, report.MessageId));
    }

    [Fact]
    public void A_failure_tells_its_reason_and_our_own_ids_come_back()
    {
        var (conversation, message) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var reading = Read(Statuses, "MessageSid=SM1&MessageStatus=failed&ErrorCode=21610", $"/sms/webhooks/twilio/status?conversation={conversation}&message={message}");
        var report = Assert.IsType<DeliveryHeard>(Assert.Single(reading.Heard));
        Assert.Equal(("recipient.opted-out", "21610", conversation, message), (report.Reason, report.ProviderCode, report.ConversationId, report.MessageId));
    }

    [Fact]
    public void A_status_nobody_knows_is_kept() => Assert.Equal("status.unknown", Read(Statuses, "MessageSid=SM1&MessageStatus=teleported").Unreadable);

    [Fact]
    public void Any_bytes_are_read_without_an_exception()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
                bytes = [.. "MessageSid=SM1&From="u8, .. bytes];
            var request = new WebhookRequest("POST", "/x?" + Encoding.Latin1.GetString(bytes), "application/x-www-form-urlencoded", _ => "", bytes);
            Messages.Read(request, Moment.Noon);
            Statuses.Read(request, Moment.Noon);
            Messages.Check(request);
        }
    }

    [Fact]
    public void Every_request_beside_the_repository_is_authentic_and_read_as_expected()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        var folder = Path.Combine(Repository.Corpus, "sms_twilio");
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        var token = index.RootElement.GetProperty("auth_token").GetString()!;
        foreach (var entry in index.RootElement.GetProperty("requests").EnumerateArray())
        {
            var file = entry.GetProperty("file").GetString()!;
            var url = new Uri(entry.GetProperty("url").GetString()!);
            var body = File.ReadAllBytes(Path.Combine(folder, file));
            var signature = entry.GetProperty("x_twilio_signature").GetString()!;
            var request = new WebhookRequest("POST", url.PathAndQuery, "application/x-www-form-urlencoded", _ => signature, body);
            Assert.True(Messages.Check(request) == Authenticity.Authentic, file);
            var reading = file.StartsWith("in", StringComparison.Ordinal) ? Messages.Read(request, Moment.Noon) : Statuses.Read(request, Moment.Noon);
            Assert.True(reading.Unreadable is null, $"{file}: {reading.Unreadable}");
            Assert.NotEmpty(reading.Heard);
            if (entry.TryGetProperty("expect", out var expect))
                Check(file, expect, reading.Heard[0]);
        }

        Assert.Equal("test_auth_token_not_a_secret", token);
    }

    private static void Check(string file, JsonElement expect, IInboundFact fact)
    {
        if (fact is not MessageHeard message)
            return;
        if (expect.TryGetProperty("media", out var media))
            Assert.True(media.GetInt32() == message.Attachments.Count, file);
        if (expect.TryGetProperty("opt_out", out var optOut))
            Assert.True(optOut.GetBoolean() == (message.Keyword == "stop"), file);
        if (expect.TryGetProperty("help", out _))
            Assert.True(message.Keyword == "help", file);
    }

    private static MessageHeard Message(string body) => Assert.IsType<MessageHeard>(Assert.Single(Read(Messages, body).Heard));

    private static WebhookResult Read(IWebhookReader reader, string body, string target = "/sms/webhooks/twilio") =>
        reader.Read(new WebhookRequest("POST", target, "application/x-www-form-urlencoded", _ => "", Encoding.UTF8.GetBytes(body)), Moment.Noon);
}
