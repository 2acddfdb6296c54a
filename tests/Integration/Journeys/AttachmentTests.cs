using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>Pictures and files, in and out.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private const string Anna = "+447946000001";
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private readonly int _port = OmnichannelProcess.FreePort();
    private WebApplication _provider = null!;
    private RunningServer _server = null!;
    private string? _credentials;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _provider = builder.Build();
        _provider.Urls.Add($"http://127.0.0.1:{_port}");
        _provider.MapGet("/media/1", (HttpContext http) =>
        {
            _credentials = http.Request.Headers.Authorization;
            return Results.Redirect("/media/content");
        });
        _provider.MapGet("/media/content", () => Results.Bytes(Picture, "image/jpeg"));
        await _provider.StartAsync();
        _server = await RunningServer.StartAsync($"Sms:Twilio:BaseUrl=http://127.0.0.1:{_port}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_that_came_with_a_text_is_kept_here()
    {
        await PictureAsync($"http://127.0.0.1:{_port}/media/1");
        await Eventually.TrueAsync(async () => UrlOf(await AttachmentAsync()).StartsWith("/attachments/", StringComparison.Ordinal));
        var attachment = await AttachmentAsync();
        Assert.StartsWith("Basic ", _credentials);
        using var file = await _server.Http.GetAsync(UrlOf(attachment));
        Assert.Equal(Picture, await file.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("image/png", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        using var stranger = _server.NewClient(null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(UrlOf(attachment), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_picture_that_the_provider_has_lost_is_told_as_lost()
    {
        await PictureAsync($"http://127.0.0.1:{_port}/media/none");
        await Eventually.TrueAsync(async () => await ProblemAsync() == "attachment.gone");
    }

    [Fact]
    public async Task A_link_into_the_own_network_is_never_called()
    {
        await PictureAsync("http://localhost:1/secret");
        await Eventually.TrueAsync(async () => await ProblemAsync() == "attachment.address-forbidden");
    }

    [Fact]
    public async Task An_agent_s_file_is_stored_and_may_be_sent()
    {
        using var body = new ByteArrayContent(Picture);
        using var stored = await _server.Http.PostAsync(new Uri("/attachments?name=plan.png", UriKind.Relative), body, Ct);
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        var attachment = await stored.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.Equal("plan.png", attachment.GetProperty("name").GetString());
        await _server.TextAsync(Anna, "hello");
        var id = (await _server.ConversationAsync(Anna)).GetProperty("id").GetString();
        using var reply = await _server.Http.PostAsJsonAsync($"/conversations/{id}/replies", new { text = "the plan", attachments = new[] { attachment } }, Ct);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        var message = (await _server.ConversationAsync(Anna)).GetProperty("messages").EnumerateArray().Last();
        Assert.Equal(UrlOf(attachment), message.GetProperty("attachments")[0].GetProperty("url").GetString());
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task PictureAsync(string url)
    {
        using var request = RunningServer.Twilio.Signed(_server.Address, "/sms/webhooks/twilio", new()
        {
            ["MessageSid"] = $"MM{Guid.NewGuid():N}",
            ["From"] = Anna,
            ["To"] = "+15550100",
            ["Body"] = "look",
            ["NumMedia"] = "1",
            ["MediaUrl0"] = url,
            ["MediaContentType0"] = "image/jpeg",
        });
        (await _server.Http.SendAsync(request, Ct)).EnsureSuccessStatusCode();
    }

    private async Task<JsonElement> AttachmentAsync() =>
        (await _server.ConversationAsync(Anna)).GetProperty("messages")[0].GetProperty("attachments")[0];

    private async Task<string?> ProblemAsync() => (await AttachmentAsync()).TryGetProperty("problem", out var problem) ? problem.GetString() : null;

    private static string UrlOf(JsonElement attachment) => attachment.GetProperty("url").GetString()!;
}
