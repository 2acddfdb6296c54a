using System.Text;
using System.Text.Json;
using Omnichannel.Channels;
using Omnichannel.Channels.Sms;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Sms;

public sealed class VonageReaderTests
{
    private const string Secret = "signature-secret-for-tests";
    private static readonly VonageOptions Options = new()
    {
        ApiKey = "key00001",
        ApiSecret = "api-secret",
        SignatureSecret = Secret,
        From = "+15550102",
        PublicUrl = "https://city.example.org",
        BaseUrl = "http://127.0.0.1",
    };
    private static readonly EnabledProviders InUse = new(["vonage"]);
    private static readonly VonageMessageReader Messages = new(Options, InUse);
    private static readonly VonageStatusReader Statuses = new(Options, InUse);

    private static readonly Dictionary<string, string> Text = new()
    {
        ["msisdn"] = "447946000001",
        ["to"] = "447946999999",
        ["messageId"] = "0B01",
        ["text"] = "Grüße & mehr = gut",
        ["type"] = "unicode",
        ["message-timestamp"] = "2026-11-21 10:11:12",
        ["timestamp"] = "1795305600",
        ["nonce"] = "n",
        ["api-key"] = "key00001",
    };

    [Fact]
    public void A_message_is_the_same_as_query_form_and_json()
    {
        foreach (var request in Ways(Text))
        {
            var heard = Assert.IsType<MessageHeard>(Assert.Single(Messages.Read(request, Moment.Noon).Heard));
            Assert.Equal(("Grüße & mehr = gut", "+447946000001", "+447946999999", "0B01"), (heard.Text, heard.From.Address, heard.To, heard.ProviderMessageId));
            Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 11, 12, TimeSpan.Zero), heard.SentAt);
        }
    }

    [Theory]
    [InlineData("md5hash")]
    [InlineData("md5")]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha512")]
    public void What_is_signed_with_our_secret_is_authentic(string method)
    {
        foreach (var isUpper in new[] { false, true })
        {
            var signature = VonageSignature.Of(method, Secret, Text);
            var signed = new Dictionary<string, string>(Text) { ["sig"] = isUpper ? signature.ToUpperInvariant() : signature };
            foreach (var request in Ways(signed))
                Assert.Equal(Authenticity.Authentic, Messages.Check(request));
            var only = new VonageMessageReader(Options with { SignatureMethod = "sha512" }, InUse);
            Assert.Equal(method == "sha512" ? Authenticity.Authentic : Authenticity.Wrong, only.Check(Ways(signed).First()));
        }
    }

    [Fact]
    public void What_is_not_signed_so_is_refused()
    {
        Assert.All(Ways(Text), request => Assert.Equal(Authenticity.Missing, Messages.Check(request)));
        var signature = VonageSignature.Of("sha256", Secret, Text);
        Assert.All(Ways(new(Text) { ["sig"] = signature, ["text"] = "changed" }), request => Assert.Equal(Authenticity.Wrong, Messages.Check(request)));
        Assert.All(
            Ways(new(Text) { ["sig"] = VonageSignature.Of("sha256", "another", Text) }), request => Assert.Equal(Authenticity.Wrong, Messages.Check(request)));
        var others = new Dictionary<string, string>(Text) { ["api-key"] = "key00002" };
        others["sig"] = VonageSignature.Of("sha256", Secret, others);
        Assert.All(Ways(others), request => Assert.Equal(Authenticity.Wrong, Messages.Check(request)));
    }

    [Fact]
    public void A_part_of_a_long_message_is_told_as_one()
    {
        var fields = new Dictionary<string, string>(Text) { ["concat"] = "true", ["concat-ref"] = "7", ["concat-total"] = "3", ["concat-part"] = "2" };
        foreach (var request in Ways(fields))
        {
            var part = Assert.IsType<PartHeard>(Assert.Single(Messages.Read(request, Moment.Noon).Heard));
            Assert.Equal((7, 3, 2), (part.Reference, part.Total, part.Number));
        }
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("3", "4")]
    [InlineData("x", "1")]
    public void A_part_that_cannot_be_is_a_message_of_its_own(string total, string part) => Assert.All(
        Ways(new(Text) { ["concat"] = "true", ["concat-ref"] = "7", ["concat-total"] = total, ["concat-part"] = part }),
        request => Assert.IsType<MessageHeard>(Assert.Single(Messages.Read(request, Moment.Noon).Heard)));

    [Fact]
    public void Json_may_write_numbers_and_truth_without_quotes()
    {
        var json = """{"msisdn":447946000001,"to":"28849","messageId":"1","text":"a","concat":true,"concat-ref":7,"concat-total":2,"concat-part":1,"x":{"y":[]}}""";
        var part = Assert.IsType<PartHeard>(Assert.Single(Messages.Read(Post("application/json", json), Moment.Noon).Heard));
        Assert.Equal(("+447946000001", "28849", 2), (part.From.Address, part.To, part.Total));
    }

    [Theory]
    [InlineData("{", "fields.unreadable")]
    [InlineData("[]", "fields.unreadable")]
    [InlineData("""{"messageId":"\ud800"}""", "fields.unreadable")]
    [InlineData("""{"messageId":"1"}""", "fields.sender-missing")]
    [InlineData("""{"msisdn":"1"}""", "fields.message-id-missing")]
    public void What_cannot_be_read_says_why(string json, string code) =>
        Assert.Equal(code, Messages.Read(Post("application/json", json), Moment.Noon).Unreadable);

    [Theory]
    [InlineData("accepted", "0", DeliveryState.Accepted, null)]
    [InlineData("buffered", "0", DeliveryState.Sent, null)]
    [InlineData("delivered", "0", DeliveryState.Delivered, null)]
    [InlineData("rejected", "9", DeliveryState.Failed, "recipient.opted-out")]
    [InlineData("failed", "11", DeliveryState.Failed, "recipient.unknown")]
    [InlineData("expired", "1", DeliveryState.Failed, "provider.failed")]
    [InlineData("unknown", "0", DeliveryState.Sent, null)]
    public void A_receipt_is_told_in_our_words(string status, string code, DeliveryState state, string? reason)
    {
        var (conversation, message) = (DerivedId.From("c"), DerivedId.From("m"));
        foreach (var request in Ways(new() { ["messageId"] = "0C01", ["status"] = status, ["err-code"] = code }, $"?conversation={conversation}&message={message}"))
        {
            var report = Assert.IsType<DeliveryHeard>(Assert.Single(Statuses.Read(request, Moment.Noon).Heard));
            Assert.Equal((state, reason, conversation, message, "0C01"), (report.State, report.Reason, report.ConversationId, report.MessageId, report.ProviderMessageId));
        }
    }

    [Theory]
    [InlineData("1", typeof(SendOutcome.TryLater))]
    [InlineData("4", typeof(SendOutcome.TryLater))]
    [InlineData("3", typeof(SendOutcome.Rejected))]
    [InlineData("new", typeof(SendOutcome.Rejected))]
    public void A_refusal_is_for_now_or_for_good(string status, Type outcome) => Assert.IsType(outcome, VonageStatus.RefusalOf(status, null));

    [Fact]
    public void How_long_to_wait_stands_in_the_sentence() => Assert.Equal(
        TimeSpan.FromMilliseconds(250), ((SendOutcome.TryLater)VonageStatus.RefusalOf("1", "Throughput Rate Exceeded - please wait [ 250 ] and retry")!).After);

    [Fact]
    public void Any_bytes_are_read_without_an_exception()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            if (i % 3 == 0)
                bytes = [.. "{\"messageId\":\"1\",\"msisdn\":\""u8, .. bytes, .. "\"}"u8];
            var request = new WebhookRequest("POST", "/x?" + Encoding.Latin1.GetString(bytes), i % 2 == 0 ? "application/json" : null, _ => "", bytes);
            Messages.Read(request, Moment.Noon);
            Messages.Check(request);
            Statuses.Read(request, Moment.Noon);
        }
    }

    [Fact]
    public void Every_payload_beside_the_repository_is_read_and_its_signature_fits()
    {
        if (Repository.Corpus is null)
            Assert.Skip("The example payloads are not beside this repository.");
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Corpus, "sms_vonage"), "*.json"))
        {
            var name = Path.GetFileName(file);
            var request = new WebhookRequest("POST", "/x", "application/json", _ => "", File.ReadAllBytes(file));
            if (name.StartsWith("in_", StringComparison.Ordinal))
                Assert.Equal(name.Contains("concat", StringComparison.Ordinal), Assert.Single(Messages.Read(request, Moment.Noon).Heard) is PartHeard);
            else if (name.StartsWith("dlr_", StringComparison.Ordinal))
                Assert.IsType<DeliveryHeard>(Assert.Single(Statuses.Read(request, Moment.Noon).Heard));
        }

        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Corpus, "signatures.json")));
        var vector = vectors.RootElement.GetProperty("vonage_sms");
        var (secret, fields) = (vector.GetProperty("secret").GetString()!, vector.GetProperty("params").Deserialize<Dictionary<string, string>>()!);
        foreach (var name in new[] { "hmac_sha256", "md5hash" })
            Assert.True(VonageSignature.Fits(vector.GetProperty(name).GetString()!, name.Replace("hmac_", "", StringComparison.Ordinal), secret, [.. fields]), name);
    }

    private static IEnumerable<WebhookRequest> Ways(Dictionary<string, string> fields, string query = "")
    {
        var form = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        yield return new WebhookRequest("GET", $"/x{(query.Length == 0 ? "?" : $"{query}&")}{form}", null, _ => "", []);
        yield return new WebhookRequest("POST", $"/x{query}", "application/x-www-form-urlencoded", _ => "", Encoding.UTF8.GetBytes(form));
        yield return new WebhookRequest("POST", $"/x{query}", "application/json; charset=utf-8", _ => "", JsonSerializer.SerializeToUtf8Bytes(fields));
    }

    private static WebhookRequest Post(string type, string body) => new("POST", "/x", type, _ => "", Encoding.UTF8.GetBytes(body));
}
