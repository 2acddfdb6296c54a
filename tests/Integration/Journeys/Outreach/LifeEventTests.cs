using System.Net.Http.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Told once, each department knows what its purpose needs; a refusal is honoured; erasure ends everything.</summary>
public sealed class LifeEventTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private OutreachBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await OutreachBench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Each_department_is_told_only_what_its_purpose_needs_and_none_that_the_citizen_refuses()
    {
        await _bench.RunAsync(Listener("Kindergarten", "places", "birthday", "Your child is born on {fields.birthday}."));
        await _bench.RunAsync(Listener("Health", "vaccination", "weight", "Weighs {fields.weight}."));
        await _bench.Server.TextAsync(Anna, "hello");
        var citizen = (await _bench.Server.CitizenAsync(Anna)).GetProperty("id").GetString();
        (await _bench.Server.Http.PutAsJsonAsync($"/citizens/{citizen}/consents", new { purpose = "vaccination", given = false, source = "form" })).EnsureSuccessStatusCode();
        var told = await _bench.Server.Http.PostAsJsonAsync(
            "/outreach/life-events", new { type = "child-born", contactPoint = new { kind = "phone", address = Anna }, fields = new { birthday = "2026-11-20", weight = "3400", name = "Mia" } });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, told.StatusCode);
        Assert.Equal("Your child is born on 20 November 2026.", Assert.Single(await _bench.TextsAsync(1)).Body);
        var judged = await Eventually.GetAsync(async () => await _bench.Server.LogAsync("?types=life-event.shared.v1,life-event.withheld.v1") is { Count: 2 } both ? both : null);
        Assert.Equal(["birthday"], judged.Single(one => one.Type == "life-event.shared.v1").Content.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal("purpose.objected", judged.Single(one => one.Type == "life-event.withheld.v1").Content.GetProperty("reason").GetString());
        var begun = Assert.Single(await _bench.Server.LogAsync("?types=outreach.begun.v1"));
        Assert.Equal("birthday", Assert.Single(begun.Content.GetProperty("fields").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_happened_last_month_tells_what_a_campaign_would_have_done_and_sends_nothing()
    {
        foreach (var day in new[] { "2026-11-20", "2026-11-21" })
            (await _bench.Server.Http.PostAsJsonAsync("/outreach/life-events", new { type = "child-born", contactPoint = new { kind = "phone", address = Anna }, fields = new { birthday = day } })).EnsureSuccessStatusCode();
        var id = (await _bench.DraftAsync(Listener("Kindergarten", "places", "birthday", "Born on {fields.birthday}."))).GetProperty("id").GetString()!;
        var view = await OutreachBench.ReadAsync(await _bench.Server.Http.PostAsJsonAsync($"/outreach/campaigns/{id}/rehearse", new { }));
        Assert.Equal((2, 1, 1, 2), (view.GetProperty("occasions").GetInt32(), view.GetProperty("people").GetInt32(), view.GetProperty("reached").GetInt32(), view.GetProperty("messages").GetInt32()));
        Assert.Equal("Born on 20 November 2026.", view.GetProperty("examples")[0].GetProperty("text").GetString());
        Assert.Empty(_bench.Twilio.Messages);
        Assert.Empty(await _bench.Server.LogAsync("?types=outreach.begun.v1"));
    }

    [Fact]
    public async Task An_erased_citizen_is_on_no_way_any_more()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), $"address,name\n{Anna},Annabella\n");
        await _bench.TextsAsync(1);
        var citizen = (await _bench.Server.CitizenAsync(Anna)).GetProperty("id").GetString();
        (await _bench.Server.Http.PostAsJsonAsync($"/citizens/{citizen}/erase", new { reason = "asked" })).EnsureSuccessStatusCode();
        await _bench.UntilOutcomeAsync(id, "erased");
        await Eventually.TrueAsync(async () => (await _bench.Server.LogAsync("?types=citizen.erasure-done.v1")).Count == 1);
        var wanted = Assert.Single(await _bench.Server.LogAsync("?types=outreach.message-wanted.v1"));
        Assert.Equal("", wanted.Content.GetProperty("text").GetString());
    }

    private static string Listener(string department, string purpose, string field, string text) =>
        $$"""
        name: Told by {{department}}
        department: {{department}}
        purpose: {{purpose}}
        legalBasis: public-task
        trigger: { lifeEvent: child-born, fields: [{{field}}] }
        steps:
          - id: tell
            send: { channels: [sms], text: { en: "{{text}}" }, next: end, otherwise: end }
          - id: end
            finish: { outcome: told }
        """;
}
