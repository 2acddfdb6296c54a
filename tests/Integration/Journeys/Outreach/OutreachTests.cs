using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The platform writes first, understands the answer, and stops when it is told to.</summary>
public sealed partial class OutreachTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private const string Ben = "+447946000002";
    private OutreachBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await OutreachBench.StartAsync("Outreach:Budget:Most=2");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Who_is_on_the_list_is_asked_and_the_answer_is_understood()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), $"address,name,language\n{Anna},Anna,en\n");
        var asked = Assert.Single(await _bench.TextsAsync(1));
        Assert.Equal(Anna, asked.To);
        Assert.Matches(@"^Will you come\? Library, .*/outreach/me/\S+\n1\. Yes\n2\. No$", asked.Body);
        await _bench.Server.TextAsync(Anna, "1");
        Assert.Equal("See you.", (await _bench.TextsAsync(2))[1].Body);
        await _bench.UntilOutcomeAsync(id, "coming");
        var conversation = await _bench.Server.ConversationAsync(Anna);
        Assert.Equal(["outbound", "inbound", "outbound"], conversation.GetProperty("messages").EnumerateArray().Select(one => one.GetProperty("direction").GetString()));
        var wanted = Assert.Single(await _bench.Server.LogAsync("?types=outreach.message-wanted.v1"), one => one.Content.GetProperty("step").GetString() == "ask");
        Assert.Equal(["purpose", "opt-out", "quiet-hours", "budget"], wanted.Content.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task An_answer_that_nobody_expects_goes_to_a_person()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), Anna);
        await _bench.TextsAsync(1);
        await _bench.Server.TextAsync(Anna, "No");
        await _bench.UntilOutcomeAsync(id, "handed-over");
        await Eventually.TrueAsync(async () => (await _bench.Server.ConversationAsync(Anna)).TryGetProperty("queue", out var queue) && queue.GetString() == "library");
    }

    [Fact]
    public async Task An_answer_on_another_channel_counts_and_the_conversation_is_one()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), Anna);
        await _bench.TextsAsync(1);
        var message = new { channel = "whatsapp", provider = "gateway", providerMessageId = "w-1", from = Anna, to = "+15550100", text = "yes", sentAt = (string?)null };
        (await _bench.Server.Http.PostAsJsonAsync("/conversations/messages", message)).EnsureSuccessStatusCode();
        await _bench.UntilOutcomeAsync(id, "coming");
        var citizen = await _bench.Server.CitizenAsync(Anna);
        Assert.Single(citizen.GetProperty("conversations").EnumerateArray());
        string[] kinds = [];
        await Eventually.TrueAsync(async () =>
        {
            var page = await _bench.Server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen.GetProperty("id").GetString()}");
            kinds = [.. page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("kind").GetString()!).Where(kind => kind.StartsWith("outreach", StringComparison.Ordinal))];
            return kinds.Contains("outreach-finished");
        });
        Assert.Equal(["outreach-finished", "outreach-message", "outreach-answered", "outreach-message", "outreach-begun"], kinds);
    }

    [Fact]
    public async Task As_of_a_moment_the_timeline_shows_the_campaigns_of_then_also_of_who_was_never_written_to()
    {
        await _bench.Server.TextAsync(Ben, "STOP");
        var before = TimeProvider.System.GetUtcNow();
        var id = await _bench.RunAsync(OutreachBench.Question(), $"{Anna}\n{Ben}");
        await _bench.TextsAsync(1);
        await _bench.Server.TextAsync(Anna, "1");
        await _bench.UntilOutcomeAsync(id, "coming");
        await _bench.UntilOutcomeAsync(id, "unreachable");
        foreach (var (number, steps) in new[] { (Anna, 5), (Ben, 3) })
        {
            var citizen = (await _bench.Server.CitizenAsync(number)).GetProperty("id").GetString();
            JsonElement live = default, now = default;
            // Reports of what was sent still come in.
            await Eventually.TrueAsync(async () =>
            {
                var head = (await _bench.Server.LogAsync())[^1].Position;
                live = await TimelineAsync($"{citizen}?atLeast={head}");
                now = await TimelineAsync($"{citizen}?asOf={Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("O"))}");
                return live.GetRawText() == now.GetRawText();
            });
            Assert.Equal(steps, now.EnumerateArray().Count(IsOfCampaign));
            Assert.DoesNotContain((await TimelineAsync($"{citizen}?asOf={Uri.EscapeDataString(before.ToString("O"))}")).EnumerateArray(), IsOfCampaign);
        }

        static bool IsOfCampaign(JsonElement entry) => entry.GetProperty("kind").GetString()!.StartsWith("outreach", StringComparison.Ordinal);

        async Task<JsonElement> TimelineAsync(string path) =>
            (await _bench.Server.Http.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{path}")).GetProperty("items");
    }

    [Fact]
    public async Task Nobody_approves_what_they_wrote_and_nothing_starts_without()
    {
        var id = (await _bench.DraftAsync(OutreachBench.Question())).GetProperty("id").GetString();
        Assert.Equal("campaign.not-approved", await OutreachBench.CodeAsync(await _bench.Server.Http.PostAsync($"/outreach/campaigns/{id}/start", null)));
        var own = await _bench.Server.Http.PostAsJsonAsync($"/outreach/campaigns/{id}/approve", new { version = 1 });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "campaign.own-approval"), (own.StatusCode, await OutreachBench.CodeAsync(own)));
        using var agent = await _bench.Server.NewCallerAsync("agent");
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.PostAsJsonAsync($"/outreach/campaigns/{id}/approve", new { version = 1 })).StatusCode);
        await OutreachBench.ReadAsync(await _bench.Second.PostAsJsonAsync($"/outreach/campaigns/{id}/approve", new { version = 1 }));
        Assert.Equal("running", (await _bench.DoAsync(id!, "start")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Stop_ends_it_and_nobody_writes_there_again()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), Anna);
        await _bench.TextsAsync(1);
        await _bench.Server.TextAsync(Anna, "STOP");
        await _bench.UntilOutcomeAsync(id, "opted-out");
        var other = await _bench.RunAsync(OutreachBench.Question("Theatre"), Anna);
        await _bench.UntilOutcomeAsync(other, "unreachable");
        Assert.Contains((await _bench.ProgressAsync(other)).GetProperty("refused").EnumerateArray(), one => one.GetProperty("rule").GetString() == "contact-point.opted-out");
        Assert.Single(_bench.Twilio.Messages);
    }

    [Fact]
    public async Task An_agent_who_takes_over_ends_it()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), Anna);
        await _bench.TextsAsync(1);
        await _bench.Server.ReplyAsync((await _bench.Server.ConversationAsync(Anna)).GetProperty("id").GetString()!, "I will call you.");
        await _bench.UntilOutcomeAsync(id, "agent");
    }

    [Fact]
    public async Task Three_departments_have_one_budget()
    {
        foreach (var department in new[] { "Library", "Theatre" })
            await _bench.RunAsync(OutreachBench.Question(department), Anna);
        await _bench.TextsAsync(2);
        var third = await _bench.RunAsync(OutreachBench.Question("Zoo"), $"{Anna}\n{Ben}");
        Assert.Equal(Ben, (await _bench.TextsAsync(3))[2].To);
        var held = await Eventually.GetAsync(async () => (await _bench.Server.LogAsync("?types=outreach.message-held.v1")).FirstOrDefault());
        Assert.Equal("budget.spent", held.Content.GetProperty("rule").GetString());
        Assert.Equal(2, (await _bench.ProgressAsync(third)).GetProperty("active").GetInt32());
        Assert.Equal(3, _bench.Twilio.Messages.Count);
    }

    [Fact]
    public async Task A_list_tells_what_it_could_not_take_and_the_preview_whom_it_would_reach()
    {
        var id = (await _bench.DraftAsync(OutreachBench.Question())).GetProperty("id").GetString()!;
        var report = await _bench.UploadAsync(id, $"address;name\n{Anna};Anna\nnobody;X\n00447946000001;Anna again\nben@city.example;Ben\n");
        Assert.Equal((4, 2, 1, 1), (Of(report, "lines"), Of(report, "citizens"), Of(report, "twice"), Of(report, "refusedCount")));
        Assert.Equal(3, report.GetProperty("refused")[0].GetProperty("line").GetInt32());
        var preview = await _bench.DoAsync(id, "preview");
        Assert.Equal((2, 1, 1), (Of(preview, "matching"), Of(preview, "reached"), Of(preview, "refused")));
        Assert.Equal("channel.no-contact-point", preview.GetProperty("rules")[0].GetProperty("code").GetString());
        Assert.Empty(_bench.Twilio.Messages);

        static int Of(JsonElement element, string name) => element.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task One_click_ends_a_purpose_and_the_page_shows_it()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(), Anna);
        var page = Link().Match((await _bench.TextsAsync(1))[0].Body).Value;
        using var citizen = _bench.Server.NewClient(key: null);
        var html = await citizen.GetStringAsync(page);
        Assert.Contains("Question of Library", html, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["purpose"] = "reading", ["wanted"] = "false" });
        using var answer = await citizen.PostAsync(page, form);
        Assert.Contains("You refused", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _bench.UntilOutcomeAsync(id, "consent-withdrawn");
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.GetAsync($"{page[..^2]}{(page[^2] == 'A' ? 'B' : 'A')}A")).StatusCode);
    }

    [Fact]
    public async Task A_paused_campaign_writes_nothing_until_it_is_resumed_and_a_cancelled_one_never_again()
    {
        var id = await _bench.RunAsync(OutreachBench.Question(wait: "1m"), Anna);
        await _bench.TextsAsync(1);
        await _bench.DoAsync(id, "pause");
        await _bench.Server.TextAsync(Anna, "1");
        await Eventually.TrueAsync(async () => (await _bench.Server.LogAsync("?types=outreach.answered.v1")).Count == 1);
        var other = await _bench.RunAsync(OutreachBench.Question("Theatre"), Ben);
        await _bench.TextsAsync(2);
        Assert.Equal([Anna, Ben], _bench.Twilio.Messages.Select(one => one.To));
        await _bench.DoAsync(id, "resume");
        Assert.Equal("See you.", (await _bench.TextsAsync(3))[2].Body);
        await _bench.DoAsync(other, "cancel");
        await _bench.UntilOutcomeAsync(other, "campaign-cancelled");
    }

    [GeneratedRegex(@"/outreach/me/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
