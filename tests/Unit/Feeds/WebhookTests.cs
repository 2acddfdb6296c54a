using System.Text;
using System.Text.Json;
using Omnichannel.Contracts;
using Omnichannel.EventSourcing;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Feeds;

public sealed class WebhookTests
{
    private static readonly WebhookOptions Closed = new();
    private static readonly WebhookOptions Opened = new() { AllowedHosts = ["127.0.0.1:8090", "intra.example"] };

    /// <summary>The worked example of the Standard Webhooks specification's own libraries.</summary>
    [Fact]
    public void A_signature_is_the_standard_s()
    {
        var secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var signature = WebhookMessage.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"u8.ToArray(), [secret, [1]]);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature.Split(' ')[0]);
        Assert.Equal(2, signature.Split(' ').Length);
    }

    [Fact]
    public void The_body_is_an_envelope_around_the_cloud_event()
    {
        var recorded = new RecordedEvent(
            42, "conversation-1", 3, DerivedId.From("event"), "conversation.of-tomorrow.v9", Encoding.UTF8.GetBytes("""{"a":1}"""),
            new EventContext(Moment.Noon, null, null, null, null));
        using var body = JsonDocument.Parse(WebhookMessage.Body(recorded, showPersonal: true));
        Assert.Equal(["type", "timestamp", "data"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Moment.Noon, body.RootElement.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal("1.0", body.RootElement.GetProperty("data").GetProperty("specversion").GetString());
        Assert.Equal(1, body.RootElement.GetProperty("data").GetProperty("data").GetProperty("a").GetInt32());
        using var blank = JsonDocument.Parse(WebhookMessage.Body(recorded, showPersonal: false));
        Assert.Empty(blank.RootElement.GetProperty("data").GetProperty("data").EnumerateObject());
        var id = WebhookMessage.IdOf(DerivedId.From("w"), recorded.Id);
        Assert.Equal((id, false), (WebhookMessage.IdOf(DerivedId.From("w"), recorded.Id), id.Contains('.', StringComparison.Ordinal)));
        Assert.NotEqual(id, WebhookMessage.IdOf(DerivedId.From("v"), recorded.Id));
    }

    [Fact]
    public void The_schedule_is_the_standard_s_with_up_to_a_tenth_more()
    {
        double[] seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
        Assert.Equal(seconds, Enumerable.Range(1, 9).Select(attempt => RetrySchedule.After(attempt, null, 0)!.Value.TotalSeconds));
        Assert.Equal(5.5, RetrySchedule.After(1, null, 1)!.Value.TotalSeconds);
        Assert.Null(RetrySchedule.After(10, TimeSpan.FromMinutes(1), 0));
        Assert.Equal(TimeSpan.FromMinutes(1), RetrySchedule.After(1, TimeSpan.FromMinutes(1), 0));
        Assert.Equal(TimeSpan.FromMinutes(5), RetrySchedule.After(2, TimeSpan.FromMinutes(1), 0));
        Assert.Equal(TimeSpan.FromHours(24), RetrySchedule.After(1, TimeSpan.FromDays(365), 0));
    }

    [Theory]
    [InlineData("https://a.example/hook?x=1", null)]
    [InlineData("https://93.184.216.34/", null)]
    [InlineData(null, "webhook.url-unreadable")]
    [InlineData("", "webhook.url-unreadable")]
    [InlineData("/hook", "webhook.url-unreadable")]
    [InlineData("http://a.example/", "webhook.url-unreadable")]
    [InlineData("ftp://a.example/", "webhook.url-unreadable")]
    [InlineData("https://user:word@a.example/", "webhook.url-unreadable")]
    [InlineData("https://a.example/#x", "webhook.url-unreadable")]
    [InlineData("https://127.0.0.1/", "webhook.url-forbidden")]
    [InlineData("https://[::1]/", "webhook.url-forbidden")]
    [InlineData("https://[::ffff:10.0.0.1]/", "webhook.url-forbidden")]
    [InlineData("https://0x7f.1/", "webhook.url-forbidden")]
    [InlineData("https://2130706433/", "webhook.url-forbidden")]
    [InlineData("https://169.254.169.254/latest/meta-data", "webhook.url-forbidden")]
    [InlineData("https://localhost/", "webhook.url-forbidden")]
    [InlineData("https://x.localhost:8443/", "webhook.url-forbidden")]
    public void An_address_within_is_not_taken(string? url, string? code) => Assert.Equal(code, WebhookAddress.Check(url, Closed)?.Code);

    [Theory]
    [InlineData("http://127.0.0.1:8090/x", null)]
    [InlineData("http://127.0.0.1:8091/x", "webhook.url-unreadable")]
    [InlineData("http://INTRA.example/x", null)]
    [InlineData("https://intra.example:9/x", null)]
    public void What_an_operator_allows_by_name_is(string url, string? code) => Assert.Equal(code, WebhookAddress.Check(url, Opened)?.Code);
}
