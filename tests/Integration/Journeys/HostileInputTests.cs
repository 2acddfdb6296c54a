using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Omnichannel.Hosting;
using Xunit;

namespace Omnichannel.Integration.Journeys;

/// <summary>What is meant to hurt gets a clear answer and costs nobody else anything.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public async Task Json_nested_too_deep_is_unreadable()
    {
        await using var server = await RunningServer.StartAsync();
        var bomb = new string('[', 100_000);
        using var response = await PostAsync(server, "{\"attachments\":" + bomb);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/conversations?limit=x", "", 400, "request.unreadable", "parameters")]
    [InlineData("GET", "/feeds/events?from=yesterday", "", 400, "request.unreadable", "parameters")]
    [InlineData("POST", "/conversations/messages", "application/json", 400, "request.unreadable", "JSON")]
    [InlineData("POST", "/conversations/messages", "text/plain", 415, "request.wrong-type", "application/json")]
    public async Task What_cannot_be_read_is_told_in_a_sentence(string method, string path, string contentType, int status, string code, string detail)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (contentType.Length > 0)
            request.Content = new StringContent("{", Encoding.UTF8, contentType);
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_body_is_not_unpacked()
    {
        await using var server = await RunningServer.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[10_000_000]);
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await server.Http.PostAsync("/conversations/messages", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off_while_others_are_served()
    {
        await using var server = await RunningServer.StartAsync();
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        var wire = slow.GetStream();
        await wire.WriteAsync("POST /sms/webhooks/twilio HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nA=1"u8.ToArray());
        await server.TextAsync("+447946000001", "not held up");
        // Kestrel waits five seconds for 240 bytes a second.
        using var reader = new StreamReader(wire, Encoding.ASCII);
        var answer = await reader.ReadLineAsync();
        Assert.True(answer is null || answer.Contains(" 408 ", StringComparison.Ordinal), answer);
    }

    [Fact]
    public async Task One_caller_s_flood_is_its_own()
    {
        await using var server = await RunningServer.StartAsync("Limits:RequestsPerSecond=20");
        using var loud = await server.NewCallerAsync(Scopes.Read);
        using var quiet = await server.NewCallerAsync(Scopes.Agent);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            using var response = await loud.GetAsync("/whoami");
            return (response.StatusCode, RetryAfter: response.Headers.RetryAfter is not null);
        }));
        Assert.Contains((HttpStatusCode.TooManyRequests, true), answers);
        Assert.Equal(HttpStatusCode.OK, (await quiet.GetAsync("/whoami")).StatusCode);
    }

    [Fact]
    public async Task Ids_of_things_that_are_not_there_all_look_alike()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in new[] { "conversations", "citizens", "conversations/messages", "conversations/inputs" })
        {
            using var response = await server.Http.GetAsync($"/{path}/{Guid.NewGuid()}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string body) =>
        server.Http.PostAsync("/conversations/messages", new StringContent(body, Encoding.UTF8, "application/json"));
}
