using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Webhooks as their owner makes and keeps them, on the running program.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _server = await RunningServer.StartAsync($"Feeds:Webhooks:AllowedHosts={_receiver.Address.Authority}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_happens_from_now_on_is_delivered_signed_with_a_secret_that_is_shown_once()
    {
        await _server.TextAsync("+447946000001", "before");
        var made = await CreateAsync(_server.Http, new { url = _receiver.Address, types = new[] { "conversation.message-received.v1" } });
        var secret = made.GetProperty("secret").GetString()!;
        Assert.Equal((true, 32), (secret.StartsWith("whsec_", StringComparison.Ordinal), Convert.FromBase64String(secret[6..]).Length));
        await _server.TextAsync("+447946000001", "after");
        await _receiver.TakenAsync(1);
        var taken = _receiver.Taken.Single();
        Assert.Equal(("after", true), (taken.Event.Text("text"), taken.IsSignedWith(secret)));
        foreach (var seen in new[] { await GetAsync($"/feeds/webhooks/{Id(made)}"), (await GetAsync("/feeds/webhooks")).GetProperty("items").EnumerateArray().Single() })
        {
            Assert.Equal((Id(made), "active", true, false), (Id(seen), seen.GetProperty("status").GetString(), seen.GetProperty("personal").GetBoolean(), seen.TryGetProperty("secret", out _)));
        }

        await Eventually.TrueAsync(async () => (await GetAsync($"/feeds/webhooks/{Id(made)}/deliveries")).GetProperty("items").GetArrayLength() == 1);
        var delivery = (await GetAsync($"/feeds/webhooks/{Id(made)}/deliveries")).GetProperty("items")[0];
        Assert.Equal((taken.Id, taken.Event.Id, true, 204), (
            delivery.GetProperty("messageId").GetString(), delivery.GetProperty("eventId").GetGuid(), delivery.GetProperty("isDelivered").GetBoolean(), delivery.GetProperty("status").GetInt32()));
        Assert.DoesNotContain("webhook", await _server.Http.GetStringAsync("/feeds/events"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_begins_at_a_position_or_a_time_and_goes_on_from_where_it_is_told()
    {
        await _server.TextAsync("+447946000001", "hello");
        var all = await _server.LogAsync();
        await CreateAsync(_server.Http, new { url = new Uri(_receiver.Address, "/a"), from = all[2].Position });
        await _receiver.TakenAsync(all.Count - 2);
        Assert.Equal(all.Skip(2).Select(e => e.Id), _receiver.Taken.Select(one => one.Event.Id));
        var made = await CreateAsync(_server.Http, new { url = new Uri(_receiver.Address, "/b"), from = "2020-01-01T00:00:00Z", streams = new[] { "citizen" } });
        var citizens = all.Where(e => e.Subject.StartsWith("citizen-", StringComparison.Ordinal)).Select(e => e.Id).ToList();
        await _receiver.TakenAsync(all.Count - 2 + citizens.Count);
        await PostAsync(_server.Http, $"/feeds/webhooks/{Id(made)}/replay", new { from = $"{all[0].Position}" });
        await _receiver.TakenAsync(all.Count - 2 + (2 * citizens.Count));
        Assert.Equal([.. citizens, .. citizens], _receiver.Taken.Skip(all.Count - 2).Select(one => one.Event.Id));
    }

    [Fact]
    public async Task A_paused_one_waits_and_a_rotated_one_signs_twice()
    {
        var made = await CreateAsync(_server.Http, new { url = _receiver.Address, types = new[] { "conversation.message-*" } });
        var paused = await PostAsync(_server.Http, $"/feeds/webhooks/{Id(made)}/pause", null);
        Assert.Equal(("paused", "asked"), (paused.GetProperty("status").GetString(), paused.GetProperty("reason").GetString()));
        var rotated = await PostAsync(_server.Http, $"/feeds/webhooks/{Id(made)}/rotate", null);
        Assert.True(rotated.TryGetProperty("previousSecretUntil", out _));
        await _server.TextAsync("+447946000001", "hello");
        Assert.Equal("active", (await PostAsync(_server.Http, $"/feeds/webhooks/{Id(made)}/resume", null)).GetProperty("status").GetString());
        await _receiver.TakenAsync(1);
        Assert.All([made, rotated], one => Assert.True(_receiver.Taken.Single().IsSignedWith(one.GetProperty("secret").GetString()!)));
    }

    [Fact]
    public async Task What_is_accepted_after_a_rotation_is_signed_with_the_new_secret()
    {
        var made = await CreateAsync(_server.Http, new { url = _receiver.Address, types = new[] { "conversation.message-*" } });
        for (var i = 1; i <= 5; i++)
        {
            var rotated = await PostAsync(_server.Http, $"/feeds/webhooks/{Id(made)}/rotate", null);
            await _server.TextAsync("+447946000001", $"hello {i}");
            await _receiver.TakenAsync(i);
            Assert.True(_receiver.Taken.Last().IsSignedWith(rotated.GetProperty("secret").GetString()!));
        }
    }

    [Fact]
    public async Task A_repeated_request_makes_one_and_is_answered_with_its_secret()
    {
        var answers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/feeds/webhooks") { Content = JsonContent.Create(new { url = _receiver.Address }) };
            request.Headers.Add("Idempotency-Key", "one");
            using var response = await _server.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Single((await GetAsync("/feeds/webhooks?atLeast=1")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_somebody_else_s_is_not_there_and_the_scope_decides_what_is_shown()
    {
        using var analyst = await _server.NewCallerAsync(Scopes.Analyst);
        using var other = await _server.NewCallerAsync(Scopes.Analyst, Scopes.Read);
        var made = await CreateAsync(analyst, new { url = _receiver.Address });
        Assert.False(made.GetProperty("personal").GetBoolean());
        foreach (var path in new[] { "", "/deliveries" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/feeds/webhooks/{Id(made)}{path}")).StatusCode);
        foreach (var path in new[] { "rotate", "pause", "resume" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/feeds/webhooks/{Id(made)}/{path}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync($"/feeds/webhooks/{Id(made)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"/feeds/webhooks/{Id(made)}/replay", new { from = 1 })).StatusCode);
        Assert.Empty((await other.GetFromJsonAsync<JsonElement>("/feeds/webhooks")).GetProperty("items").EnumerateArray());
        await _server.TextAsync("+447946000001", "a secret word");
        await Eventually.TrueAsync(() => Task.FromResult(_receiver.Taken.Any(one => one.Event.Type == "conversation.message-received.v1")));
        Assert.All(_receiver.Taken, one => Assert.False(one.Body.Contains("secret word", StringComparison.Ordinal) || one.Body.Contains("7946", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NoContent, (await analyst.DeleteAsync($"/feeds/webhooks/{Id(made)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"/feeds/webhooks/{Id(made)}")).StatusCode);
    }

    [Theory]
    [InlineData("""{"url":"http://127.0.0.1:9/"}""", "webhook.url-unreadable")]
    [InlineData("""{"url":"https://127.0.0.1/"}""", "webhook.url-forbidden")]
    [InlineData("""{}""", "webhook.url-unreadable")]
    [InlineData("""{"url":"https://a.example/","types":["a.*.b"]}""", "webhook.filter-unreadable")]
    [InlineData("""{"url":"https://a.example/","from":"yesterday"}""", "webhook.from-unreadable")]
    [InlineData("""{"url":"https://a.example/","from":{}}""", "webhook.from-unreadable")]
    public async Task What_cannot_be_is_refused(string body, string code)
    {
        using var response = await _server.Http.PostAsync("/feeds/webhooks", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    private Task<JsonElement> GetAsync(string path) => _server.Http.GetFromJsonAsync<JsonElement>(path);

    private static string Id(JsonElement webhook) => webhook.GetProperty("id").GetString()!;

    private static async Task<JsonElement> CreateAsync(HttpClient http, object body)
    {
        using var response = await http.PostAsJsonAsync("/feeds/webhooks", body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object? body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
