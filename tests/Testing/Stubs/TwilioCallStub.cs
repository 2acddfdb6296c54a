using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Omnichannel.Testing;

/// <summary>The provider's side of calls: a real HTTP server with Twilio's Calls and Recordings API, that remembers what it took and fails on demand.</summary>
public sealed class TwilioCallStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _sids;
    private int _recordingsAsked;

    private TwilioCallStub(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What the provider counts as accepted, in order.</summary>
    public ConcurrentQueue<Accepted> Calls { get; } = new();

    /// <summary>What the next orders do instead of being accepted; empty = accept.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    /// <summary>How often a recording is not there yet before it is.</summary>
    public int RecordingsLate { get; set; }

    /// <summary>With which credentials recordings were asked for.</summary>
    public ConcurrentQueue<string> RecordingCredentials { get; } = new();

    public sealed record Accepted(string Sid, string To, string From, string Twiml, string StatusCallback, IReadOnlyList<string> Events, DateTimeOffset At);

    public static async Task<TwilioCallStub> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var address = new Uri($"http://127.0.0.1:{OmnichannelProcess.FreePort()}");
        app.Urls.Add(address.ToString());
        var stub = new TwilioCallStub(app, address);
        app.MapPost("/2010-04-01/Accounts/{account}/Calls.json", stub.CreateAsync);
        app.MapGet("/2010-04-01/Accounts/{account}/Calls.json", stub.List);
        app.MapGet("/2010-04-01/Accounts/{account}/Recordings/{sid}.mp3", stub.Recording);
        await app.StartAsync();
        return stub;
    }

    /// <summary>Takes the order and cuts the line before the answer.</summary>
    public async Task LoseAnswerAsync(HttpContext context)
    {
        await AcceptAsync(context);
        context.Abort();
    }

    public string RecordingUrl(string sid) => $"{Address}2010-04-01/Accounts/AC00000000000000000000000000000000/Recordings/{sid}";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (Faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var call = await AcceptAsync(context);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { sid = call.Sid, status = "queued" });
    }

    private async Task<Accepted> AcceptAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var call = new Accepted(
            $"CA{Interlocked.Increment(ref _sids):D32}", form["To"]!, form["From"]!, form["Twiml"]!, form["StatusCallback"]!,
            [.. form["StatusCallbackEvent"].OfType<string>()], TimeProvider.System.GetUtcNow());
        Calls.Enqueue(call);
        return call;
    }

    private object List(string to) => new
    {
        calls = Calls.Where(call => call.To == to).Reverse().Select(call => new
        {
            sid = call.Sid,
            direction = "outbound-api",
            date_created = call.At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture),
        }),
    };

    private IResult Recording(HttpContext context)
    {
        RecordingCredentials.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..])));
        return Interlocked.Increment(ref _recordingsAsked) <= RecordingsLate ? Results.NotFound() : Results.Bytes([0xFF, 0xFB, 0x18, 0xC4, 0, 0, 0, 0], "audio/mpeg");
    }
}
