using System.Text.Json;

namespace Omnichannel.Integration.OpenApi;

/// <summary>What happened, read, followed and delivered.</summary>
internal sealed class FeedsOfTheDay(DescribedCity city)
{
    public async Task RunAsync()
    {
        foreach (var line in (await city.Http.GetStringAsync("/feeds/events?after=0")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            city.Hold("/feeds/events", "application/x-ndjson", line);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/events?limit=5&from=2020-01-01T00:00:00Z&types=conversation.*,citizen.*&streams=conversation,citizen");
        request.Headers.Add("Accept", "application/cloudevents-batch+json");
        (await city.Http.SendAsync(request)).EnsureSuccessStatusCode();
        await city.StreamAsync("/feeds/live?after=0", () => Task.CompletedTask);
        await city.GetAsync("/feeds/subscriptions");
        await DeliverAsync();
    }

    private async Task DeliverAsync()
    {
        var made = await city.PostAsync("/feeds/webhooks", new { url = city.Receiver.Address, types = new[] { "conversation.*" }, streams = Array.Empty<string>(), from = "0" });
        var path = $"/feeds/webhooks/{made.GetProperty("id").GetString()}";
        await city.FirstAsync($"{path}/deliveries?limit=3", one => one.TryGetProperty("eventId", out _));
        await city.GetAsync("/feeds/webhooks?limit=3");
        await city.GetAsync(path);
        foreach (var verb in new[] { "rotate", "pause", "resume" })
            await city.PostAsync($"{path}/{verb}");
        await city.PostAsync($"{path}/replay", new { from = 1 });
        await city.SendAsync(HttpMethod.Delete, path, null);
        await city.RefusedAsync(422, HttpMethod.Post, "/feeds/webhooks", new { url = "ftp://files.example" });
        await city.RefusedAsync(404, HttpMethod.Get, path);
    }
}
