using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Channels.Sms;
using Omnichannel.Hosting;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>
/// What the program really takes and answers is what the document says: a day in the city, every call of it held against the document. What is
/// in an answer and not in the document is a mistake as well.
/// </summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private DescribedCity _city = null!;

    public async ValueTask InitializeAsync() => _city = await DescribedCity.StartAsync();

    public async ValueTask DisposeAsync() => await _city.DisposeAsync();

    [Fact]
    public async Task Every_answer_of_a_day_in_the_city_is_as_described()
    {
        await ConnectAsync();
        await AnswerAsync();
        await KnowAsync();
        await new CallsOfTheDay(_city, Anna).RunAsync();
        await new MessagesOfTheDay(_city).RunAsync();
        await new MailOfTheDay(_city).RunAsync();
        await new FeedsOfTheDay(_city).RunAsync();
        await new OutreachOfTheDay(_city, Anna).RunAsync();
        await MisreadAsync();
        await ForgetAsync();
        Assert.True(_city.Seen.Mistakes.IsEmpty, string.Join('\n', _city.Seen.Mistakes.Distinct()));
        Assert.Empty(_city.Document.Operations.Select(operation => operation.Name).Except(_city.Seen.Answered.Keys));
    }

    [Fact]
    public async Task Whatever_is_asked_wrongly_is_answered_as_described()
    {
        using var other = await _city.Server.NewCallerAsync(Scopes.Personal);
        using var nobody = _city.Client(null);
        using var stranger = _city.Client(other.DefaultRequestHeaders.Authorization!.Parameter);
        foreach (var operation in _city.Document.Operations)
        {
            await AskAsync(nobody, operation, null);
            await AskAsync(stranger, operation, null);
            await AskAsync(_city.Http, operation, null);
            if (operation.Description["requestBody"] is null)
                continue;
            await AskAsync(_city.Http, operation, new StringContent("hello"));
            await AskAsync(_city.Http, operation, new StringContent("{}", Encoding.UTF8, MediaTypeNames.Application.Json));
        }

        Assert.True(_city.Seen.Mistakes.IsEmpty, string.Join('\n', _city.Seen.Mistakes.Distinct()));
    }

    /// <summary>About what there is not.</summary>
    private static async Task AskAsync(HttpClient client, ApiDocument.Operation operation, HttpContent? body)
    {
        var path = Regex.Replace(operation.Path, @"\{(\w+)\}", name => name.Groups[1].Value is "id" or "messageId" ? Guid.Empty.ToString() : "none");
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path) { Content = body };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True((int)response.StatusCode < 500, $"{operation.Name} {response.StatusCode}");
    }

    private async Task ConnectAsync()
    {
        await _city.GetAsync("/health/live");
        await _city.GetAsync("/health/ready");
        await _city.GetAsync("/whoami");
        var posted = await _city.PostAsync("/conversations/messages", new
        {
            channel = "sms",
            provider = "gateway",
            providerMessageId = "1",
            from = Anna,
            to = "+15550100",
            text = "My bin was not collected",
            sentAt = "2026-11-21T10:00:00Z",
            language = "en",
            attachments = new[] { new { name = "bin.png", contentType = "image/png", url = "https://files.example/1" } },
        });
        var path = $"/conversations/messages/{posted.GetProperty("messageId").GetString()}";
        await Eventually.TrueAsync(async () => (await _city.Server.Http.GetAsync(path)).IsSuccessStatusCode);
        await _city.GetAsync(path);
        await _city.RefusedAsync(400, HttpMethod.Post, "/conversations/messages", new { channel = "sms" });
        await _city.RefusedAsync(404, HttpMethod.Get, $"/conversations/messages/{Guid.Empty}");
        using var nobody = _city.Client(null);
        await nobody.GetAsync("/conversations");
        await TextAsync("And the next one neither");
    }

    private async Task AnswerAsync()
    {
        const string Inbox = "/conversations?status=open&channel=sms&limit=10&q=neither&atLeast=1";
        var id = (await _city.FirstAsync(Inbox, _ => true)).GetProperty("id").GetString();
        var file = await _city.PostAsync("/attachments?name=plan.png", new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        (await _city.Http.GetAsync(file.GetProperty("url").GetString())).EnsureSuccessStatusCode();
        await _city.StreamAsync("/conversations/live", () => _city.PostAsync($"/conversations/{id}/replies", new { text = "We come today.", attachments = new[] { file } }));
        await _city.PostAsync($"/conversations/{id}/notes", new { text = "Called the depot." });
        await _city.PostAsync($"/conversations/{id}/assignment", new { assignee = "ben", queue = (string?)null });
        await _city.PostAsync($"/conversations/{id}/close", new { reason = "done" });
        await _city.PostAsync($"/conversations/{id}/reopen");
        await _city.GetAsync($"/conversations/{id}");
        await _city.RefusedAsync(422, HttpMethod.Post, $"/conversations/{id}/replies", new { text = "" });
        await _city.RefusedAsync(404, HttpMethod.Post, $"/conversations/{Guid.Empty}/replies", new { text = "Hello" });
        await _city.RefusedAsync(404, HttpMethod.Get, "/conversations/none");
        await _city.RefusedAsync(400, HttpMethod.Get, "/conversations?limit=many");
    }

    private async Task KnowAsync()
    {
        var id = (await _city.GetAsync($"/citizens?contactPoint={Uri.EscapeDataString(Anna)}")).GetProperty("items")[0].GetProperty("id").GetString();
        await _city.SendAsync(HttpMethod.Patch, $"/citizens/{id}", new
        {
            name = "Anna",
            language = "en",
            attributes = new { district = "north" },
            channels = new[] { "sms" },
            timeZone = "Europe/Berlin",
        });
        await _city.PostAsync($"/citizens/{id}/contact-points", new { kind = "email", address = "anna@home.example" });
        await _city.SendAsync(HttpMethod.Put, $"/citizens/{id}/consents", new { purpose = "reading", given = true, source = "form", wording = "Yes." });
        await _city.GetAsync($"/citizens/{id}");
        await _city.GetAsync($"/citizens/{id}/copy");
        await _city.GetAsync($"/timeline/citizens/{id}?limit=2&channel=sms&atLeast=1");
        await _city.GetAsync($"/timeline/citizens/{id}?asOf=2099-01-01T00:00:00Z");
        await _city.StreamAsync($"/timeline/citizens/{id}/live", () => TextAsync("Thank you"));
        await _city.PostAsync($"/outreach/citizens/{id}/link");
        await _city.RefusedAsync(422, HttpMethod.Put, $"/citizens/{id}/consents", new { given = true });
        await _city.RefusedAsync(404, HttpMethod.Get, $"/citizens/{Guid.Empty}");
        await _city.RefusedAsync(400, HttpMethod.Get, "/citizens");
    }

    private Task TextAsync(string text) => _city.PostAsync($"/simulator/phones/{Uri.EscapeDataString(Anna)}/messages", new { text });

    private async Task MisreadAsync()
    {
        var twilio = _city.Server.Services.GetRequiredService<TwilioSmsOptions>();
        using var request = new TwilioRequests(twilio.AuthToken, twilio.PublicUrl).Signed(_city.Server.Address, "/sms/webhooks/twilio", new() { ["AccountSid"] = twilio.AccountSid, ["Body"] = "no id" });
        (await _city.Http.SendAsync(request)).EnsureSuccessStatusCode();
        var id = (await _city.FirstAsync("/conversations/inputs?limit=5", one => one.TryGetProperty("reason", out _))).GetProperty("id").GetString();
        await _city.GetAsync($"/conversations/inputs/{id}");
        await _city.PostAsync($"/conversations/inputs/{id}/read-again");
    }

    private async Task ForgetAsync()
    {
        var id = (await _city.GetAsync($"/citizens?contactPoint={Uri.EscapeDataString(Anna)}")).GetProperty("items")[0].GetProperty("id").GetString();
        var conversation = (await _city.GetAsync($"/citizens/{id}")).GetProperty("conversations")[0].GetProperty("id").GetString();
        await _city.RefusedAsync(422, HttpMethod.Post, $"/citizens/{id}/erase", new { reason = "" });
        await _city.PostAsync($"/citizens/{id}/erase", new { reason = "citizen-asked" });
        await Eventually.TrueAsync(async () => (await _city.Server.LogAsync("?types=citizen.erasure-done.v1")).Count == 1);
        foreach (var path in new[] { $"/citizens/{id}", $"/citizens/{id}/copy" })
            await _city.RefusedAsync(410, HttpMethod.Get, path);
        await _city.RefusedAsync(410, HttpMethod.Post, $"/conversations/{conversation}/replies", new { text = "Hello" });
        using var timeline = await _city.Http.GetAsync($"/timeline/citizens/{id}");
        await _city.GetAsync($"/conversations/{conversation}");
    }
}
