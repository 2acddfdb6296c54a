using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The sample of the documentation, over the providers' own wire formats: reminded by SMS, answered by WhatsApp, then by a call.</summary>
public sealed class ReminderTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private OutreachBench _bench = null!;
    private MetaStub _meta = null!;

    public async ValueTask InitializeAsync()
    {
        _meta = await MetaStub.StartAsync();
        _bench = await OutreachBench.StartAsync(
            [
                .. _meta.Settings("WhatsApp:Meta", "PhoneNumberId"), $"Voice:Twilio:AuthToken={RunningServer.AuthToken}", "Voice:Twilio:From=+15550100",
                "Voice:Twilio:AccountSid=AC00000000000000000000000000000000", $"Voice:Twilio:PublicUrl={RunningServer.PublicUrl}", "Voice:Twilio:BaseUrl=http://127.0.0.1:9",
            ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _meta.DisposeAsync();
    }

    [Fact]
    public async Task Reminded_by_sms_answered_by_whatsapp_then_by_a_call_it_is_one_conversation_and_what_was_pending_stops()
    {
        var id = await _bench.RunAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "samples", "campaigns", "appointment-reminder.yaml")));
        // A day and a second before.
        var date = TimeProvider.System.GetUtcNow().AddDays(1).AddSeconds(1).ToString("O", CultureInfo.InvariantCulture);
        (await _bench.Server.Http.PostAsJsonAsync(
            "/outreach/life-events",
            new { type = "appointment-booked", contactPoint = new { kind = "phone", address = Anna }, fields = new { date, time = "10:00", place = "Room 4" } })).EnsureSuccessStatusCode();
        Assert.Contains("10:00, Room 4. Will you come?", Assert.Single(await _bench.TextsAsync(1)).Body, StringComparison.Ordinal);

        await WriteAsync("another day");
        var question = await Eventually.GetAsync(() => Task.FromResult(_meta.Messages.FirstOrDefault()));
        Assert.Contains("Which day", question.Body.GetProperty("text").GetProperty("body").GetString(), StringComparison.Ordinal);

        using var ring = RunningServer.Twilio.Signed(_bench.Server.Address, "/voice/webhooks/twilio", new()
        {
            ["CallSid"] = "CA1",
            ["AccountSid"] = "AC00000000000000000000000000000000",
            ["From"] = Anna,
            ["To"] = "+15550100",
            ["CallStatus"] = "ringing",
            ["Direction"] = "inbound",
        });
        (await _bench.Server.Http.SendAsync(ring)).EnsureSuccessStatusCode();
        await _bench.UntilOutcomeAsync(id, "called");

        var citizen = await _bench.Server.CitizenAsync(Anna);
        Assert.Single(citizen.GetProperty("conversations").EnumerateArray());
        await Eventually.TrueAsync(async () =>
        {
            var page = await _bench.Server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen.GetProperty("id").GetString()}");
            string[] told = ["reply-written", "message-received", "call-received", "outreach-begun", "outreach-message", "outreach-answered", "outreach-stopped"];
            return told.All(kind => page.GetProperty("items").EnumerateArray().Any(entry => entry.GetProperty("kind").GetString() == kind));
        });
        Assert.Single(_bench.Twilio.Messages);
    }

    private async Task WriteAsync(string text)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var request = MetaStub.Signed(
            _bench.Server.Address, "/whatsapp/webhooks/meta",
            $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"{{{MetaStub.Ours}}}"},"messages":[{"from":"{{{Anna.TrimStart('+')}}}","id":"wamid.1","timestamp":"{{{at}}}","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}""");
        (await _bench.Server.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
