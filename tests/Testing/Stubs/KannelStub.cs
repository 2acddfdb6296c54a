using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Testing;

/// <summary>A gateway's side of a test: a real HTTP server with Kannel's <c>sendsms</c>, that remembers what it took and fails on demand.</summary>
public sealed class KannelStub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KannelStub(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What the gateway counts as accepted, in order: the fields of each call.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Messages { get; } = new();

    /// <summary>What the next calls do instead of accepting; empty = accept.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    public static async Task<KannelStub> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var address = new Uri($"http://127.0.0.1:{OmnichannelProcess.FreePort()}");
        app.Urls.Add(address.ToString());
        var stub = new KannelStub(app, address);
        app.MapGet("/cgi-bin/sendsms", stub.SendAsync);
        await app.StartAsync();
        return stub;
    }

    /// <summary>Takes the message and cuts the line before the answer.</summary>
    public Task LoseAnswerAsync(HttpContext context)
    {
        Accept(context);
        context.Abort();
        return Task.CompletedTask;
    }

    public static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("Temporal failure, try again later.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task SendAsync(HttpContext context)
    {
        if (Faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        Accept(context);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsync("0: Accepted for delivery");
    }

    private void Accept(HttpContext context) =>
        Messages.Enqueue(context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString()));
}
