using System.Text;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>A campaign from its first check to its end, a life event, and a citizen who looks at their own page.</summary>
internal sealed class OutreachOfTheDay(DescribedCity city, string anna)
{
    private const string Berta = "+447946000002";

    public async Task RunAsync()
    {
        var text = Journeys.OutreachBench.Question();
        await city.PostAsync("/outreach/campaigns/check", new StringContent("name: nothing", Encoding.UTF8, "application/yaml"));
        var id = (await city.PostAsync("/outreach/campaigns", Yaml(text))).GetProperty("id").GetString();
        await city.SendAsync(HttpMethod.Put, $"/outreach/campaigns/{id}", Yaml(text.Replace("See you.", "See you there.", StringComparison.Ordinal)));
        var campaign = await city.GetAsync($"/outreach/campaigns/{id}");
        await city.PostAsync("/outreach/campaigns/check", new StringContent(campaign.GetProperty("definition").GetRawText(), Encoding.UTF8, "application/json"));
        var list = $"address,name\n{anna},Anna\n{Berta},Berta\nnobody,\n";
        await city.PostAsync($"/outreach/campaigns/{id}/list", new StringContent(list, Encoding.UTF8, "text/csv"));
        await city.PostAsync($"/outreach/campaigns/{id}/preview");
        await city.PostAsync($"/outreach/campaigns/{id}/rehearse", new { from = "2026-01-01T00:00:00Z" });
        await city.PostAsync($"/outreach/campaigns/{id}/test", new { channel = "sms", address = "+447946000003", step = "ask" });
        await city.RefusedAsync(409, HttpMethod.Post, $"/outreach/campaigns/{id}/start");
        await ApproveAsync(id!);
        await city.StreamAsync($"/outreach/campaigns/{id}/progress/live", () => city.PostAsync($"/outreach/campaigns/{id}/start"));
        foreach (var phone in new[] { anna, Berta, "+447946000003" })
        {
            await city.UntilAsync($"/simulator/phones/{phone}", view =>
                view.GetProperty("messages").EnumerateArray().Any(one => one.GetProperty("text").GetString()!.Contains("Will you come?", StringComparison.Ordinal)));
        }

        await city.PostAsync($"/outreach/campaigns/{id}/pause");
        await city.PostAsync($"/outreach/campaigns/{id}/resume");
        var people = await city.GetAsync($"/outreach/campaigns/{id}/people?limit=10&atLeast=1");
        (await city.Http.GetAsync($"/outreach/campaigns/{id}/people.csv")).EnsureSuccessStatusCode();
        await city.GetAsync($"/outreach/campaigns/{id}/progress?atLeast=1");
        await city.GetAsync("/outreach/campaigns?limit=5");
        await city.PostAsync($"/outreach/enrolments/{people.GetProperty("items")[0].GetProperty("id").GetString()}/stop");
        await city.PostAsync($"/outreach/campaigns/{id}/cancel");
        await city.PostAsync("/outreach/life-events", new
        {
            type = "child-born",
            contactPoint = new { kind = "phone", address = anna },
            fields = new { birthday = "2026-11-20" },
            source = "registry",
        });
        await VisitOwnPageAsync();
    }

    private async Task ApproveAsync(string id)
    {
        using var second = await city.Server.NewCallerAsync("admin");
        using var colleague = city.Client(second.DefaultRequestHeaders.Authorization!.Parameter);
        using var body = System.Net.Http.Json.JsonContent.Create(new { version = 2 });
        (await colleague.PostAsync($"/outreach/campaigns/{id}/approve", body)).EnsureSuccessStatusCode();
    }

    private async Task VisitOwnPageAsync()
    {
        var citizen = (await city.GetAsync($"/citizens?contactPoint={Uri.EscapeDataString(anna)}")).GetProperty("items")[0].GetProperty("id").GetGuid();
        var links = (Outreach.PageLinks)city.Server.Services.GetService(typeof(Outreach.PageLinks))!;
        var page = new Uri(city.Server.Address, new Uri(city.Server.Address, await links.PreferencesAsync(citizen, CancellationToken.None)).PathAndQuery);
        var end = new Uri(city.Server.Address, new Uri(city.Server.Address, await links.UnsubscribeAsync(citizen, "reading", CancellationToken.None)).PathAndQuery);
        using var nobody = city.Client(null);
        (await nobody.GetAsync(page)).EnsureSuccessStatusCode();
        using var button = await nobody.PostAsync(page, new FormUrlEncodedContent(new Dictionary<string, string> { ["purpose"] = "reading", ["wanted"] = "true" }));
        Assert.Equal(303, (int)button.StatusCode);
        (await nobody.GetAsync(end)).EnsureSuccessStatusCode();
        (await nobody.PostAsync(end, new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }))).EnsureSuccessStatusCode();
        await nobody.GetAsync("/outreach/me/none");
    }

    private static StringContent Yaml(string text) => new(text, Encoding.UTF8, "application/yaml");
}
