using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;
using Omnichannel.Server;
using Omnichannel.Simulator;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>
/// The running program behind its own description: every call through these clients, and every call of the providers that the simulator
/// plays, is held against the document.
/// </summary>
internal sealed class DescribedCity : IAsyncDisposable
{
    private readonly string _menu = Path.Combine(Directory.CreateTempSubdirectory().FullName, "menu.yaml");

    public RunningServer Server { get; private set; } = null!;

    public WebhookReceiver Receiver { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public Conformance Seen { get; } = new();

    public ApiDocument Document => Seen.Document!;

    public static async Task<DescribedCity> StartAsync()
    {
        var city = new DescribedCity { Receiver = await WebhookReceiver.StartAsync() };
        await File.WriteAllTextAsync(city._menu, CallsOfTheDay.Menu);
        city.Server = await RunningServer.StartAsync(
            [.. Modules.All, new PlayedProviders(city.Seen)],
            [
                "Sms:Twilio:AuthToken=", "Sms:Twilio:PublicUrl=", "Sms:Twilio:BaseUrl=", $"Voice:Menus={city._menu}", "Outreach:QuietFrom=00:00", "Outreach:QuietTo=00:00",
                $"Feeds:Webhooks:AllowedHosts={city.Receiver.Address.Authority}", .. MailOfTheDay.Settings,
            ]);
        city.Seen.Document = new ApiDocument(await city.Server.Http.GetStringAsync("/openapi/v1.json"));
        city.Http = city.Client(RunningServer.AdminKey);
        return city;
    }

    public HttpClient Client(string? key)
    {
#pragma warning disable RS0030 // Nobody here makes clients but this.
        var http = new HttpClient(new DescribedHandler(Seen) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } }) { BaseAddress = Server.Address };
#pragma warning restore RS0030
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await Http.GetAsync(path));

    public Task<JsonElement> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
        // Also where it does not count: providers' routes must not mind it.
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await ReadAsync(await Http.SendAsync(request));
    }

    /// <summary>The status of what goes wrong on purpose.</summary>
    public async Task RefusedAsync(int status, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        Assert.Equal((path, status), (path, (int)response.StatusCode));
    }

    /// <summary>The first event of a stream, while something is done that brings it; it must be as described.</summary>
    public async Task StreamAsync(string path, Func<Task> happens)
    {
        using var response = await Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await happens();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        string? line;
        do
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false);
        Assert.True(line is not null, $"{path} ended");
        Hold(path, "text/event-stream", line["data: ".Length..]);
    }

    /// <summary>A part of an answer that is no JSON as a whole.</summary>
    public void Hold(string path, string type, string json)
    {
        var operation = Document.Find(HttpMethod.Get, path.Split('?')[0])!;
        Seen.Report(operation, Document.MistakesOfPart(operation, type, json));
    }

    /// <summary>Waits until an answer is like this. Only the last one is held against the document: looking is not what the day is about.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> fits)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(async () => fits(found = await Server.Http.GetFromJsonAsync<JsonElement>(path)));
        await GetAsync(path);
        return found;
    }

    /// <summary>The same, of the first in a list.</summary>
    public async Task<JsonElement> FirstAsync(string path, Func<JsonElement, bool> fits) =>
        ItemsOf(await UntilAsync(path, list => ItemsOf(list).Any(fits))).First(fits);

    /// <summary>Answers whoever wrote last from there, and waits until they have it.</summary>
    public async Task AnswerAsync(string address, string text, string state = "delivered")
    {
        var conversation = (await Server.ConversationAsync(address)).GetProperty("id").GetString();
        var reply = (await PostAsync($"/conversations/{conversation}/replies", new { text })).GetProperty("id").GetString();
        await UntilAsync($"/conversations/{conversation}", view => view.GetProperty("messages").EnumerateArray().Any(message =>
            message.GetProperty("id").GetString() == reply && message.TryGetProperty("delivery", out var delivery) && delivery.GetProperty("state").GetString() == state));
    }

    private static IEnumerable<JsonElement> ItemsOf(JsonElement list) => (list.ValueKind == JsonValueKind.Array ? list : list.GetProperty("items")).EnumerateArray();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} {(int)response.StatusCode} {text}");
        return text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        await Receiver.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_menu)!, recursive: true);
    }

    /// <summary>Listens in on the simulator's calls.</summary>
    private sealed class PlayedProviders(Conformance seen) : IServiceModule
    {
        public string Name => "played-providers";

        public void AddServices(IHostApplicationBuilder builder)
        {
            foreach (var client in new[] { Webhooks.ClientName, MailTransport.ClientName })
                builder.Services.AddHttpClient(client).AddHttpMessageHandler(() => new DescribedHandler(seen));
        }

        public void MapEndpoints(IEndpointRouteBuilder routes)
        {
        }
    }
}
