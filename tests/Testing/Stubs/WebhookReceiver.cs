using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Testing;

/// <summary>A subscriber's side of a test: a real HTTP server that keeps what it is sent, and answers as it is told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Everything that came, whatever was answered.</summary>
    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>What came and was answered with 204, in order.</summary>
    public ConcurrentQueue<Received> Taken { get; } = new();

    /// <summary>What the next requests are answered with instead.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    public sealed record Received(string Id, string Timestamp, string Signature, string Body)
    {
        /// <summary>The CloudEvent within.</summary>
        public CloudEvent Event => CloudEvent.Parse(System.Text.Json.JsonDocument.Parse(Body).RootElement.GetProperty("data").GetRawText());

        /// <summary>Whether one of its signatures is made with this secret (Standard Webhooks 1.0).</summary>
        public bool IsSignedWith(string secret)
        {
            var mine = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
            return Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(mine)}");
        }
    }

    /// <param name="port">A free one, unless told.</param>
    public static async Task<WebhookReceiver> StartAsync(int? port = null)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var address = new Uri($"http://127.0.0.1:{port ?? OmnichannelProcess.FreePort()}");
        app.Urls.Add(address.ToString());
        var receiver = new WebhookReceiver(app, address);
        app.MapPost("/{**path}", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Returns once this many were taken.</summary>
    public Task TakenAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(Taken.Count >= count));

    /// <summary>Answers the next request with this status.</summary>
    public void FailNext(int status, params (string Name, string Value)[] headers) => Faults.Enqueue(context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        return Task.CompletedTask;
    });

    /// <summary>Leaves the next request without an answer until its sender hangs up.</summary>
    public void HangNext() => Faults.Enqueue(context =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        var received = new Received(
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), await reader.ReadToEndAsync());
        All.Enqueue(received);
        if (Faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        Taken.Enqueue(received);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
