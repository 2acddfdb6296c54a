using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>One text's whole way and its reply's, over three processes, RabbitMQ and PostgreSQL, before and after these were away.</summary>
[Collection(SharedServers.Name)]
public sealed class DistributedJourney(ThreeProcesses city) : IClassFixture<ThreeProcesses>
{
    private const string Anna = "+447946000001";
    private const string Bob = "+447946000002";

    [Fact]
    public async Task A_text_reaches_the_timeline_and_the_reply_the_provider_over_three_processes()
    {
        using var channels = city.Installation.Channels.NewClient();
        using var conversations = city.Installation.Conversations.NewClient();
        using var reading = city.Installation.Reading.NewClient();
        using (var text = Installation.Twilio.Text(city.Installation.Channels.Address, "SM1", Anna, "My bin was not collected"))
            (await channels.SendAsync(text)).EnsureSuccessStatusCode();
        var received = await Eventually.GetAsync(async () =>
            (await LogLines.ReadAsync(reading, "?types=conversation.message-received.v1")).SingleOrDefault(e => e.Text("providerMessageId") == "SM1"));
        var conversation = received.Subject["conversation-".Length..];

        var answer = await conversations.PostAsJsonAsync($"/conversations/{conversation}/replies", new { text = "We come tomorrow" });
        answer.EnsureSuccessStatusCode();
        var reply = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await Eventually.TrueAsync(() => Task.FromResult(!city.Twilio.Messages.IsEmpty));
        var sent = Assert.Single(city.Twilio.Messages);
        Assert.Equal((Anna, "We come tomorrow"), (sent.To, sent.Body));
        using (var status = Installation.Twilio.Status(city.Installation.Channels.Address, new Uri(sent.StatusCallback).PathAndQuery, sent.Sid, "delivered"))
            (await channels.SendAsync(status)).EnsureSuccessStatusCode();

        var citizens = await conversations.GetFromJsonAsync<JsonElement>($"/citizens?contactPoint={Uri.EscapeDataString(Anna)}");
        var citizen = citizens.GetProperty("items")[0].GetProperty("id").GetString();
        await Eventually.TrueAsync(async () =>
        {
            var timeline = await reading.GetFromJsonAsync<JsonElement>($"/timeline/citizens/{citizen}");
            return timeline.GetProperty("items").EnumerateArray().Any(entry =>
                entry.GetProperty("id").GetString() == reply && entry.GetProperty("delivery").GetProperty("state").GetString() == "delivered");
        });
    }

    [Fact]
    public async Task While_the_database_is_torn_down_and_up_again_nothing_that_was_acknowledged_is_lost_or_doubled()
    {
        using var channels = city.Installation.Channels.NewClient();
        using var reading = city.Installation.Reading.NewClient();
        var texts = Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                using var text = Installation.Twilio.Text(city.Installation.Channels.Address, $"SMdatabase-{number}-{i}", $"+4479460{number:D5}", $"text {i}");
                using var response = await channels.SendAsync(text);
                response.EnsureSuccessStatusCode();
            }
        })));
        await Servers.RestartPostgresAsync();
        await texts;
        var received = await Eventually.GetAsync(async () =>
        {
            using var response = await reading.GetAsync("/feeds/events?types=conversation.message-received.v1");
            var lines = response.IsSuccessStatusCode ? (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
            var ours = lines.Select(CloudEvent.Parse).Where(e => e.Text("providerMessageId").StartsWith("SMdatabase", StringComparison.Ordinal)).ToList();
            return ours.Count >= 400 ? ours : null;
        });
        Assert.Equal(400, received.Select(e => e.Text("providerMessageId")).Distinct().Count());
        Assert.Equal(400, received.Count);
        foreach (var conversation in received.GroupBy(e => e.Subject))
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"text {i}"), conversation.Select(e => e.Text("text")));
    }

    [Fact]
    public async Task While_the_broker_is_away_nothing_is_acknowledged_and_nothing_that_was_is_lost()
    {
        using var channels = city.Installation.Channels.NewClient();
        using var reading = city.Installation.Reading.NewClient();
        var acknowledged = new List<string>();
        await Brokers.KillAsync();
        try
        {
            using var text = Installation.Twilio.Text(city.Installation.Channels.Address, "SMbroker-away", Bob, "nobody takes this");
            using var response = await channels.SendAsync(text);
            Assert.Equal(503, (int)response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }
        finally
        {
            await Brokers.StartAsync();
        }

        for (var i = 0; i < 5; i++)
        {
            await Eventually.TrueAsync(async () =>
            {
                using var text = Installation.Twilio.Text(city.Installation.Channels.Address, $"SMbroker-{i}", Bob, $"text {i}");
                using var response = await channels.SendAsync(text);
                return response.IsSuccessStatusCode;
            });
            acknowledged.Add($"SMbroker-{i}");
        }

        await Eventually.TrueAsync(async () =>
        {
            var received = await LogLines.ReadAsync(reading, "?types=conversation.message-received.v1");
            return acknowledged.All(sid => received.Any(e => e.Text("providerMessageId") == sid));
        });
    }
}
