using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.OpenApi;

/// <summary>The running program behind its own description: every call through these clients is held against the document.</summary>
internal sealed class DescribedCity : IAsyncDisposable
{
    private const string Menu =
        """
        menu: city
        languages: [en-GB]
        start: service
        nodes:
          service:
            enqueue: {queue: service, maxWait: 600, callback: true}
            next: bye
            otherwise: bye
          bye:
            hangup: Goodbye.
        """;

    private readonly string _menu = Path.Combine(Directory.CreateTempSubdirectory().FullName, "menu.yaml");
    private DescribedHandler _handler = null!;

    public RunningServer Server { get; private set; } = null!;

    public TwilioStub Twilio { get; private set; } = null!;

    public WebhookReceiver Receiver { get; private set; } = null!;

    public ApiDocument Document { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public DescribedHandler Seen => _handler;

    public static async Task<DescribedCity> StartAsync()
    {
        var city = new DescribedCity { Twilio = await TwilioStub.StartAsync(), Receiver = await WebhookReceiver.StartAsync() };
        await File.WriteAllTextAsync(city._menu, Menu);
        city.Server = await RunningServer.StartAsync(
            $"Sms:Twilio:BaseUrl={city.Twilio.Address}", $"Feeds:Webhooks:AllowedHosts={city.Receiver.Address.Authority}", $"Voice:Menus={city._menu}",
            "Outreach:QuietFrom=00:00", "Outreach:QuietTo=00:00");
        city.Document = new ApiDocument(await city.Server.Http.GetStringAsync("/openapi/v1.json"));
        city._handler = new DescribedHandler(city.Document);
        city.Http = city.Client(RunningServer.AdminKey);
        return city;
    }

    public HttpClient Client(string? key)
    {
#pragma warning disable RS0030 // Nobody here makes clients but this.
        var http = new HttpClient(_handler, disposeHandler: false) { BaseAddress = Server.Address };
#pragma warning restore RS0030
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await Http.GetAsync(path));

    public Task<JsonElement> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
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
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false);
        Hold(path, "text/event-stream", line!["data: ".Length..]);
    }

    /// <summary>A part of an answer that is no JSON as a whole.</summary>
    public void Hold(string path, string type, string json)
    {
        var operation = Document.Find(HttpMethod.Get, path.Split('?')[0])!;
        foreach (var mistake in Document.MistakesOfPart(operation, type, json))
            _handler.Mistakes.Enqueue($"{operation.Name} {mistake}");
    }

    /// <summary>Waits for a call that is like this.</summary>
    public async Task<JsonElement> CallAsync(Func<JsonElement, bool> fits)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(async () => (found = (await GetAsync("/conversations/calls?open=true")).GetProperty("items").EnumerateArray()
            .Where(fits).Select(call => (JsonElement?)call).FirstOrDefault()) is not null);
        return found!.Value;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} {(int)response.StatusCode} {text}");
        return text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        await Server.DisposeAsync();
        await Receiver.DisposeAsync();
        await Twilio.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_menu)!, recursive: true);
    }
}
