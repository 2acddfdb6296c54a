using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Testing;

/// <summary>The provider's side of a test: a real HTTP server with Twilio's Messages API, that remembers what it took and fails on demand.</summary>
public sealed class TwilioStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _sids;

    private TwilioStub(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What the provider counts as accepted, in order.</summary>
    public ConcurrentQueue<Accepted> Messages { get; } = new();

    /// <summary>What the next calls do instead of accepting; empty = accept.</summary>
    public ConcurrentQueue<Func<HttpContext, Task<bool>>> Faults { get; } = new();

    public sealed record Accepted(string Sid, string To, string From, string Body, string StatusCallback, DateTimeOffset At);

    /// <param name="port">A free one, unless told.</param>
    /// <param name="more">Routes besides, for whoever asks from another process.</param>
    public static async Task<TwilioStub> StartAsync(int? port = null, Action<TwilioStub, WebApplication>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var address = new Uri($"http://127.0.0.1:{port ?? OmnichannelProcess.FreePort()}");
        app.Urls.Add(address.ToString());
        var stub = new TwilioStub(app, address);
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", stub.CreateAsync);
        app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", stub.List);
        more?.Invoke(stub, app);
        await app.StartAsync();
        return stub;
    }

    /// <summary>Takes the message and cuts the line before the answer.</summary>
    public async Task<bool> LoseAnswerAsync(HttpContext context)
    {
        await AcceptAsync(context);
        context.Abort();
        return true;
    }

    /// <summary>Takes the message, and answers when nobody waits any more.</summary>
    public async Task<bool> AnswerLateAsync(HttpContext context)
    {
        await AcceptAsync(context);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    public static async Task<bool> RefuseAsync(HttpContext context, int status, int code)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { code, message = "refused", status });
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (Faults.TryDequeue(out var fault) && await fault(context))
            return;
        var message = await AcceptAsync(context);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { sid = message.Sid, status = "queued", body = message.Body });
    }

    private async Task<Accepted> AcceptAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var message = new Accepted(
            $"SM{Interlocked.Increment(ref _sids):D32}", form["To"]!, form["From"]!, form["Body"]!, form["StatusCallback"]!, TimeProvider.System.GetUtcNow());
        Messages.Enqueue(message);
        return message;
    }

    private object List(string to) => new
    {
        messages = Messages.Where(message => message.To == to).Reverse().Select(message => new
        {
            sid = message.Sid,
            body = message.Body,
            date_created = message.At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture),
        }),
    };
}
