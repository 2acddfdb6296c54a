using System.Text;
using Omnichannel.Channels;
using Omnichannel.Channels.Sms;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Sms;

public sealed class KannelReaderTests
{
    private const string Secret = "a secret & more, for tests";
    private static readonly KannelOptions Options = new()
    {
        Secret = Secret,
        Username = "user",
        Password = "password",
        From = "+15550101",
        PublicUrl = "https://city.example.org",
        NumberPrefix = "+",
    };

    private static readonly EnabledProviders InUse = new(["kannel"]);
    private static readonly KannelMessageReader Messages = new(Options, InUse, new PhoneOptions());
    private static readonly KannelStatusReader Statuses = new(Options, InUse);

    [Theory]
    [InlineData("coding=0&charset=UTF-8&hex=53747261c39f65&text=x", "Straße")]
    [InlineData("coding=0&charset=UTF-8&text=a++b%0D%0A%26%3D%25", "a  b\r\n&=%")]
    [InlineData("coding=2&charset=UTF-16BE&hex=05320561", "Բա")]
    [InlineData("coding=2&charset=UTF-16BE&text=%052%05a", "Բա")]
    [InlineData("coding=2&text=%D8%3D%DE%00", "😀")]
    [InlineData("coding=2&charset=UTF-8&text=%D0%B6", "ж")]
    [InlineData("coding=0&charset=WINDOWS-1252&hex=80e4", "€ä")]
    [InlineData("coding=0&charset=ISO-8859-15&hex=a4", "€")]
    [InlineData("coding=0&charset=GSM&hex=68656c6c6f", "hello")]
    [InlineData("coding=0&charset=GSM&hex=00201b65", "@ €")]
    [InlineData("coding=0&charset=GSM&text=%C3%A9", "é")]
    [InlineData("coding=0&charset=nonsense&hex=e9", "é")]
    [InlineData("coding=0&charset=UTF-8&hex=ff", "ÿ")]
    [InlineData("hex=zz&text=kept", "kept")]
    [InlineData("hex=&text=", "")]
    public void A_text_is_read_in_its_own_charset(string query, string text) => Assert.Equal(text, Message($"from=100&to=200&id=1&{query}").Text);

    [Fact]
    public void A_message_tells_who_wrote_where_and_when()
    {
        var heard = Message("from=%2B447946000001&to=200&id=abc&ts=1795305600&text=hi");
        Assert.Equal((new ContactPoint("phone", "+447946000001"), "200", "abc"), (heard.From, heard.To, heard.ProviderMessageId));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795305600), heard.SentAt);
        Assert.Equal(MessageHeard.IdOf("sms", "kannel", "abc"), heard.MessageId);
    }

    [Theory]
    [InlineData("447946000001", "+447946000001")]
    [InlineData("%2B447946000001", "+447946000001")]
    [InlineData("00447946000001", "+447946000001")]
    [InlineData("28849", "28849")]
    public void Numbers_get_the_prefix_that_the_centre_leaves_away(string from, string address) =>
        Assert.Equal(address, Message($"from={from}&to=200&id=1&text=hi").From.Address);

    [Fact]
    public void Without_an_id_the_same_call_again_is_the_same_message()
    {
        const string query = "from=100&to=200&ts=1795305600&text=hi";
        Assert.Equal(Message(query).MessageId, Message(query).MessageId);
        Assert.NotEqual(Message(query).MessageId, Message(query + "!").MessageId);
    }

    [Theory]
    [InlineData("%05%00%03%2A%02%01", 42, 2, 1)]
    [InlineData("%06%08%04%01%2A%03%02", 298, 3, 2)]
    [InlineData("%09%24%01%00%08%04%00%01%02%02", 1, 2, 2)]
    public void A_part_of_a_long_message_is_told_as_one(string udh, int reference, int total, int number)
    {
        var part = Assert.IsType<PartHeard>(Assert.Single(Read(Messages, $"from=100&to=200&id=1&coding=0&charset=UTF-8&udh={udh}&text=part1").Heard));
        Assert.Equal((reference, total, number, "part1"), (part.Reference, part.Total, part.Number, part.Text));
    }

    [Theory]
    [InlineData("%05%00%03%2A%01%01")]
    [InlineData("%05%00%03%2A%02%03")]
    [InlineData("%05%00%03%2A%00%00")]
    [InlineData("%05%00%03")]
    [InlineData("%FF")]
    public void A_header_that_cannot_be_is_no_reason_to_lose_a_message(string udh) =>
        Assert.Equal("hi", Message($"from=100&to=200&id=1&coding=0&charset=UTF-8&udh={udh}&text=hi").Text);

    [Theory]
    [InlineData("coding=1&charset=8-BIT&hex=010203")]
    [InlineData("coding=1&text=%01%02%03")]
    [InlineData("coding=1&charset=8-BIT&udh=%06%05%04%15%82%00%00&hex=010203")]
    public async Task Binary_content_is_kept_as_a_file(string query)
    {
        var heard = Message($"from=100&to=200&id=1&{query}");
        Assert.Equal(("", "binary"), (heard.Text, heard.Details?.Kind));
        var file = Assert.Single(heard.Attachments);
        await using var content = await new InlineMedia("kannel").OpenAsync(file, CancellationToken.None);
        Assert.Equal([1, 2, 3], new BinaryReader(content).ReadBytes(10));
    }

    [Fact]
    public void A_post_url_tells_the_rest_in_headers()
    {
        var headers = new Dictionary<string, string>
        {
            ["X-Kannel-From"] = "100",
            ["X-Kannel-To"] = "200",
            ["X-Kannel-Time"] = "2026-11-21 10:11",
            ["X-Kannel-UDH"] = "050003 ",
            ["X-Kannel-Coding"] = "0",
        };
        var request = new WebhookRequest("POST", "/x?secret=s", "text/plain; charset=ISO-8859-1", name => headers.GetValueOrDefault(name, ""), [0x68, 0xe9]);
        var heard = Assert.IsType<MessageHeard>(Assert.Single(Messages.Read(request, Moment.Noon).Heard));
        Assert.Equal(("hé", "100", "200"), (heard.Text, heard.From.Address, heard.To));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 11, 0, TimeSpan.Zero), heard.SentAt);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE message><message><submit><da><number>200</number></da><oa><number>100</number></oa><ud>h&#233;</ud></submit></message>", "hé")]
    [InlineData("<message><submit><da><number>200</number></da><oa><number>100</number></oa><ud></ud></submit></message>", "")]
    public void A_post_xml_is_read_too(string xml, string text)
    {
        var heard = Assert.IsType<MessageHeard>(Assert.Single(Messages.Read(Post("text/xml", xml, "/x?id=1"), Moment.Noon).Heard));
        Assert.Equal((text, "100", "200", "1"), (heard.Text, heard.From.Address, heard.To, heard.ProviderMessageId));
    }

    [Theory]
    [InlineData(null, "07946000001")]
    [InlineData("GB", "+447946000001")]
    public void A_number_without_country_code_belongs_to_the_region(string? region, string address)
    {
        var reader = new KannelMessageReader(Options, InUse, new PhoneOptions { DefaultRegion = region });
        Assert.Equal(address, Assert.IsType<MessageHeard>(Assert.Single(reader.Read(Get("from=07946000001&to=60777&id=1&text=hi"), Moment.Noon).Heard)).From.Address);
    }

    [Fact]
    public void An_entity_in_xml_is_never_followed() => Assert.Equal("form.sender-missing", Messages.Read(Post(
        "text/xml", "<!DOCTYPE m [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><message><submit><oa><number>&a;</number></oa></submit></message>", "/x"), Moment.Noon).Unreadable);

    [Fact]
    public void Nobody_without_the_secret_is_heard()
    {
        Assert.Equal(Authenticity.Authentic, Messages.Check(Get($"from=1&secret={Uri.EscapeDataString(Secret)}")));
        Assert.Equal(Authenticity.Missing, Messages.Check(Get("from=1")));
        Assert.Equal(Authenticity.Missing, Messages.Check(Get("secret=")));
        Assert.Equal(Authenticity.Wrong, Messages.Check(Get("secret=another")));
        Assert.Equal(Authenticity.Wrong, new KannelMessageReader(Options, new EnabledProviders(["twilio"]), new PhoneOptions()).Check(Get($"secret={Uri.EscapeDataString(Secret)}")));
    }

    [Fact]
    public void What_is_kept_of_an_unreadable_call_reads_the_same_again_and_has_no_secret()
    {
        IWebhookReader reader = Messages;
        var call = Get($"secret={Uri.EscapeDataString(Secret)}&from=100&to=200&id=1&coding=2&charset=UTF-16BE&text=%052%05a&udh=%05%00%03%2A%02%01");
        var kept = reader.Keep(call);
        Assert.DoesNotContain("secret", Encoding.ASCII.GetString(kept.Body), StringComparison.OrdinalIgnoreCase);
        var again = new WebhookRequest("POST", "/", kept.ContentType, _ => "", kept.Body);
        Assert.Equal(reader.Read(call, Moment.Noon).Heard, reader.Read(again, Moment.Noon).Heard);
    }

    [Theory]
    [InlineData("type=8&reply=ACK%2F", DeliveryState.Sent, null, null)]
    [InlineData("type=4&reply=", DeliveryState.Sent, null, null)]
    [InlineData("type=1&reply=id%3A5f3c+stat%3ADELIVRD+err%3A000+text%3Adlr", DeliveryState.Delivered, null, "DELIVRD 000")]
    [InlineData("type=2&reply=id%3A5f3c+stat%3AUNDELIV+err%3A027", DeliveryState.Failed, "recipient.unreachable", "UNDELIV 027")]
    [InlineData("type=16&reply=NACK%2F0x0000000b%2FInvalid+Destination+Address", DeliveryState.Failed, "recipient.bad-number", "0x0000000b")]
    [InlineData("type=2&reply=stat%3A%3Cscript%3E", DeliveryState.Failed, "provider.failed", null)]
    public void A_report_is_told_in_our_words(string query, DeliveryState state, string? reason, string? code)
    {
        var (conversation, message) = (DerivedId.From("c"), DerivedId.From("m"));
        var report = Assert.IsType<DeliveryHeard>(Assert.Single(Read(Statuses, $"conversation={conversation}&message={message}&{query}").Heard));
        Assert.Equal((state, reason, code, conversation, message), (report.State, report.Reason, report.ProviderCode, report.ConversationId, report.MessageId));
    }

    [Theory]
    [InlineData("type=32", "status.unknown")]
    [InlineData("type=x", "status.unknown")]
    [InlineData("type=1", "form.message-id-missing")]
    public void A_report_that_says_nothing_is_kept(string query, string code) => Assert.Equal(code, Read(Statuses, query).Unreadable);

    [Fact]
    public void Any_bytes_are_read_without_an_exception()
    {
        var random = new Random(20261122);
        string[] types = ["text/xml", "text/plain; charset=\u0001", "application/x-www-form-urlencoded", "application/octet-stream", ""];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            var text = Encoding.Latin1.GetString(bytes);
            var request = new WebhookRequest(
                "POST", $"/x?from=1&charset={text[..(text.Length / 4)]}&udh={Uri.EscapeDataString(text)}&text={text}", types[i % types.Length], _ => text, bytes);
            Messages.Read(request, Moment.Noon);
            Messages.Keep(request);
            Messages.Check(request);
            Statuses.Read(request, Moment.Noon);
        }
    }

    [Fact]
    public void Every_request_beside_the_repository_is_read()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example requests are not beside this repository.");
        var folder = Path.Combine(Repository.Corpus, "sms_kannel");
        var texts = new Dictionary<string, string> { ["gsm7"] = "hello", ["utf8"] = "Straße", ["ucs2"] = "Բա", ["stop"] = "STOP", ["empty"] = "" };
        foreach (var (name, target) in Lines(Path.Combine(folder, "mo_requests.txt")))
        {
            var fact = Assert.Single(Messages.Read(new WebhookRequest("GET", target, null, _ => "", []), Moment.Noon).Heard);
            Assert.Equal(name.StartsWith("concat", StringComparison.Ordinal), fact is PartHeard);
            if (texts.TryGetValue(name, out var text))
                Assert.Equal(text, ((MessageHeard)fact).Text);
        }

        foreach (var (name, target) in Lines(Path.Combine(folder, "dlr_requests.txt")))
            Assert.True(Statuses.Read(new WebhookRequest("GET", target, null, _ => "", []), Moment.Noon).Heard.Count == 1, name);
    }

    private static IEnumerable<(string Name, string Target)> Lines(string file) =>
        from line in File.ReadLines(file)
        where line.Contains("\tGET ", StringComparison.Ordinal)
        select line.Split('\t') into cells
        select (cells[0], cells[1].Split(' ')[1]);

    private static MessageHeard Message(string query) => Assert.IsType<MessageHeard>(Assert.Single(Read(Messages, query).Heard));

    private static WebhookResult Read(IWebhookReader reader, string query) => reader.Read(Get(query), Moment.Noon);

    private static WebhookRequest Get(string query) => new("GET", $"/sms/webhooks/kannel?{query}", null, _ => "", []);

    private static WebhookRequest Post(string type, string body, string target) => new("POST", target, type, _ => "", Encoding.UTF8.GetBytes(body));
}
