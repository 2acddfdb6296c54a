using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>
/// Two campaigns to the same people, of whom each may be written to once, while processes are killed with -9. What counts is what the
/// provider, a process of its own, was handed.
/// </summary>
public sealed class OutreachCrashTests
{
    private const int Kills = 3;

    [Fact]
    public Task Killed_in_the_middle_everybody_is_written_to_once_and_nobody_beyond_the_budget() => KillAsync(distributed: false, people: 300);

    [Fact]
    [Trait("Lane", "Soak")]
    public Task Of_many_people_everybody_is_written_to_once_and_nobody_beyond_the_budget() => KillAsync(distributed: false, people: 1_000);

    internal static async Task KillAsync(bool distributed, int people)
    {
        await using var provider = await TwilioStub.StartAsync();
        await using var city = await StartAsync(distributed, provider);
        string[] numbers = [.. Enumerable.Range(0, people).Select(one => $"+44794600{one:D4}")];
        using var news = await PlannedCampaign.ApprovedAsync(city.Reading, PlannedCampaign.News, numbers);
        using var more = await PlannedCampaign.ApprovedAsync(city.Reading, PlannedCampaign.News.Replace("name: News", "name: More news", StringComparison.Ordinal), numbers);
        await news.DoAsync("start");
        await more.DoAsync("start");
        for (var kill = 1; kill <= Kills; kill++)
        {
            await Eventually.TrueAsync(() => Task.FromResult(provider.Messages.Count >= people * kill / (Kills + 1)));
            var process = city.All[kill % city.All.Count];
            await process.KillAsync();
            await process.StartAsync();
        }

        using var http = city.Reading.NewClient();
        // Nothing is pending any more: all that was written was taken, and whoever was not written to waits for the budget.
        await Eventually.TrueAsync(async () =>
            (await LogLines.ReadAsync(http, "?types=conversation.delivery-reported.v1")).Count(e => e.Text("state") == "accepted") >= people
            && (await ProgressAsync()).Sum(progress => progress.GetProperty("active").GetInt32()) == people
            && (await LogLines.ReadAsync(http, "?types=outreach.message-held.v1")).Select(e => e.Subject).Distinct().Count() == people);
        Assert.Equal(numbers, provider.Messages.Select(message => message.To).Order(StringComparer.Ordinal));
        Assert.Equal(people, (await LogLines.ReadAsync(http, "?types=contact-budget.spent.v1")).Count);

        async Task<System.Text.Json.JsonElement[]> ProgressAsync() => [await news.ProgressAsync(), await more.ProgressAsync()];
    }

    [Fact]
    public async Task Paused_in_the_middle_it_sends_nothing_new_and_resumed_it_reaches_the_others()
    {
        const int people = 1_000;
        await using var provider = await TwilioStub.StartAsync();
        await using var city = await StartAsync(false, provider);
        string[] numbers = [.. Enumerable.Range(0, people).Select(one => $"+44794600{one:D4}")];
        using var news = await PlannedCampaign.ApprovedAsync(city.Reading, PlannedCampaign.News, numbers);
        using var http = city.Reading.NewClient();
        await news.DoAsync("start");
        await Eventually.TrueAsync(() => Task.FromResult(provider.Messages.Count >= people / 4));
        await news.DoAsync("pause");
        var paused = Assert.Single(await LogLines.ReadAsync(http, "?types=campaign.paused.v1"));
        // What was wanted before goes out, and then it is still.
        await Eventually.TrueAsync(async () =>
            (await LogLines.ReadAsync(http, "?types=outreach.message-wanted.v1")).Count == provider.Messages.Count);
        Assert.InRange(provider.Messages.Count, people / 4, people - 1);
        await news.DoAsync("resume");
        await Eventually.TrueAsync(async () => (await news.ProgressAsync()).GetProperty("active").GetInt32() == 0);
        await Eventually.TrueAsync(() => Task.FromResult(provider.Messages.Count >= people));
        Assert.Equal(numbers, provider.Messages.Select(message => message.To).Order(StringComparer.Ordinal));
        var wanted = (await LogLines.ReadAsync(http, "?types=outreach.message-wanted.v1,campaign.resumed.v1"))
            .TakeWhile(e => e.Type != "campaign.resumed.v1").ToList();
        var late = wanted.Count(e => e.Position > paused.Position);
        // Those that were being decided at that very moment, 32 side by side, and what followed them before the pause was known; never the round,
        // of which most was left.
        Assert.InRange(late, 0, (people - (wanted.Count - late)) / 2);
    }

    private static Task<Installation> StartAsync(bool distributed, TwilioStub provider)
    {
        KeyValuePair<string, string>[] settings =
        [
            new("Sms__Twilio__BaseUrl", provider.Address.ToString().TrimEnd('/')), new("Sms__Twilio__PerSenderPerSecond", "1000"), new("Outreach__Pace__sms", "1000"),
            new("Outreach__QuietFrom", "00:00"), new("Outreach__QuietTo", "00:00"), new("Outreach__Budget__Most", "1"),
            // What a killed process had in work is asked for soon, and not only after a minute.
            new("Conversations__ReconcileAfter", "00:00:05"),
        ];
        return distributed ? Installation.DistributedAsync(settings) : Installation.EmbeddedAsync(settings);
    }
}
