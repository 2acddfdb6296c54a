using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Omnichannel.Benchmarks.Reporting;
using Omnichannel.Benchmarks.Webhooks;
using Omnichannel.Testing;

namespace Omnichannel.Benchmarks.Campaigns;

/// <summary>CX-5.</summary>
internal sealed class CampaignSends : IBenchmark
{
    private const int People = 2_000;
    private const int Many = 100_000;

    /// <summary>So many orders of one channel our program carries out side by side.</summary>
    private const int SideBySide = 100;

    /// <summary>Far beyond what is reached here: it is the program that is measured.</summary>
    private const int Pace = 20_000;

    public string Id => "CX-5";

    public string Measures =>
        $"a campaign from its start until {People:N0} people (with --long {Many:N0}) were handed to a provider that takes them at once; beside a plain HttpClient loop with the same {SideBySide} calls side by side";

    public async Task<IReadOnlyList<Row>> RunAsync(Options options)
    {
        using var folder = WorkFolder.OnDisk();
        await using var provider = await ProviderProcess.StartAsync();
        await using var ours = new OmnichannelProcess("", folder["embedded"], SettingsOf(provider));
        await ours.StartAsync();
        var people = Numbers(People);
        List<double> cost = [];
        var rounds = await Rounds.RunAsync(() => CampaignAsync(ours, provider, people, cost), () => LoopAsync(provider, people));
        var rows = new List<Row>
        {
            Row.OfRates(Id, rounds, Target.AtLeast(0.7), $"{Spread.Of(cost).Median:N0} µs of processor time a person; {await EventsAPersonAsync(ours):0.0} events a person"),
        };
        if (options.Long)
        {
            var many = Numbers(Many);
            var bare = await LoopAsync(provider, many);
            var rate = await CampaignAsync(ours, provider, many, cost);
            rows.Add(Row.OfRates($"{Id} {Many:N0}", [(rate, bare)], Target.AtLeast(0.7), $"{cost[^1]:N0} µs of processor time a person"));
        }

        return rows;
    }

    private static async Task<double> CampaignAsync(OmnichannelProcess ours, ProviderProcess provider, string[] people, List<double> cost)
    {
        using var campaign = await PlannedCampaign.ApprovedAsync(ours, PlannedCampaign.News, people);
        var before = ours.ProcessorTime;
        var watch = Stopwatch.StartNew();
        await campaign.DoAsync("start");
        var lately = Stopwatch.StartNew();
        for (var count = 0; count < people.Length;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            var now = await provider.CountAsync();
            if (now > count)
                lately.Restart();
            Oracle.Must(lately.Elapsed < TimeSpan.FromMinutes(1), $"It stands still at {now} of {people.Length}: {(await campaign.ProgressAsync()).GetRawText()}");
            count = now;
        }

        var took = watch.Elapsed;
        await Eventually.TrueAsync(async () => (await campaign.ProgressAsync()).GetProperty("active").GetInt32() == 0);
        cost.Add((ours.ProcessorTime - before).TotalMicroseconds / people.Length);
        await provider.CheckAsync(people);
        return people.Length / took.TotalSeconds;
    }

    private static async Task<double> LoopAsync(ProviderProcess provider, string[] people)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (number, ct) =>
        {
            using var form = new FormUrlEncodedContent(
            [
                new("To", number), new("From", "+15550100"), new("Body", PlannedCampaign.Words),
                new("StatusCallback", "https://city.example/channels/sms/twilio/status?message=01a2187c-1ce3-75df-a602-0091ed6ee647"),
            ]);
            using var answer = await provider.Http.PostAsync("/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json", form, ct);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(ct);
        });
        var took = watch.Elapsed;
        await provider.CheckAsync(people);
        return people.Length / took.TotalSeconds;
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(one => $"+44794{one:D7}")];

    private static async Task<double> EventsAPersonAsync(OmnichannelProcess ours)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(ours.Folder, "log.db")};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT 1.0 * count(*) / count(*) FILTER (WHERE type = 'outreach.begun.v1') FROM events WHERE type NOT LIKE 'campaign.%' AND position > (SELECT min(position) FROM events WHERE type = 'campaign.started.v1')";
        return (double)(await command.ExecuteScalarAsync())!;
    }

    private static KeyValuePair<string, string>[] SettingsOf(ProviderProcess provider) =>
    [
        .. new TwilioTexts().Settings.Where(setting => setting.Key != "Sms__Twilio__BaseUrl"),
        new("Sms__Twilio__BaseUrl", provider.Http.BaseAddress!.ToString().TrimEnd('/')), new("Sms__Twilio__PerSenderPerSecond", $"{Pace}"),
        new("Outreach__Pace__sms", $"{Pace}"), new("Outreach__QuietFrom", "00:00"), new("Outreach__QuietTo", "00:00"), new("Outreach__Budget__Most", "100"),
    ];
}
