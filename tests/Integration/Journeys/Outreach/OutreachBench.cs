using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>The program with a provider that takes texts, two people who plan campaigns, and verbs for what they do.</summary>
internal sealed class OutreachBench : IAsyncDisposable
{
    private OutreachBench(TwilioStub twilio, RunningServer server, HttpClient second) => (Twilio, Server, Second) = (twilio, server, second);

    public TwilioStub Twilio { get; }

    public RunningServer Server { get; }

    /// <summary>Another person, who may approve what the first has written.</summary>
    public HttpClient Second { get; }

    /// <param name="settings">By default there are no quiet hours: tests run at any hour.</param>
    public static async Task<OutreachBench> StartAsync(params string[] settings)
    {
        var twilio = await TwilioStub.StartAsync();
        var server = await RunningServer.StartAsync([$"Sms:Twilio:BaseUrl={twilio.Address}", "Outreach:QuietFrom=00:00", "Outreach:QuietTo=00:00", .. settings]);
        return new OutreachBench(twilio, server, await server.NewCallerAsync("admin"));
    }

    public async Task<JsonElement> DraftAsync(string yaml)
    {
        using var body = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        return await ReadAsync(await Server.Http.PostAsync("/outreach/campaigns", body));
    }

    /// <summary>Written by one, approved by the other, started; its id.</summary>
    public async Task<string> RunAsync(string yaml, string? list = null)
    {
        var id = (await DraftAsync(yaml)).GetProperty("id").GetString()!;
        if (list is not null)
            await UploadAsync(id, list);
        await ReadAsync(await Second.PostAsJsonAsync($"/outreach/campaigns/{id}/approve", new { version = 1 }));
        await DoAsync(id, "start");
        return id;
    }

    public async Task<JsonElement> UploadAsync(string id, string list)
    {
        using var body = new StringContent(list, Encoding.UTF8, "text/csv");
        return await ReadAsync(await Server.Http.PostAsync($"/outreach/campaigns/{id}/list", body));
    }

    public async Task<JsonElement> DoAsync(string id, string verb) => await ReadAsync(await Server.Http.PostAsync($"/outreach/campaigns/{id}/{verb}", null));

    public async Task<JsonElement> ProgressAsync(string id) => await Server.Http.GetFromJsonAsync<JsonElement>($"/outreach/campaigns/{id}/progress");

    /// <summary>Waits until so many people ended with this outcome.</summary>
    public Task UntilOutcomeAsync(string id, string outcome, int people = 1) => Eventually.TrueAsync(async () =>
        (await ProgressAsync(id)).GetProperty("outcomes").EnumerateArray().Any(one => one.GetProperty("name").GetString() == outcome && one.GetProperty("people").GetInt32() == people));

    /// <summary>Waits until the provider has taken so many texts, and returns them.</summary>
    public async Task<TwilioStub.Accepted[]> TextsAsync(int count)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Twilio.Messages.Count >= count));
        return [.. Twilio.Messages];
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    /// <summary>Asks everybody on its list one question.</summary>
    public static string Question(string department = "Library", string purpose = "reading", string wait = "2d", string more = "") =>
        $$"""
        name: Question of {{department}}
        department: {{department}}
        purpose: {{purpose}}
        legalBasis: public-task
        {{more}}
        audience: [{ isListed: true }]
        steps:
          - id: ask
            send:
              channels: [sms]
              text: { en: "Will you come? {department}, {preferences}" }
              choices: [{ id: come, title: { en: "Yes" } }, { id: stay, title: { en: "No" } }]
              next: wait
              otherwise: nobody
          - id: wait
            wait: { for: {{wait}}, branches: [{ choice: come, go: thank }, { choice: stay, go: person }], silence: silent }
          - id: thank
            send: { channels: [sms], text: { en: "See you." }, next: coming, otherwise: coming }
          - id: coming
            finish: { outcome: coming }
          - id: person
            handOver: { queue: library }
          - id: silent
            finish: { outcome: silent }
          - id: nobody
            finish: { outcome: unreachable }
        """;

    public async ValueTask DisposeAsync()
    {
        Second.Dispose();
        await Server.DisposeAsync();
        await Twilio.DisposeAsync();
    }
}
