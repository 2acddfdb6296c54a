using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Benchmarks.Campaigns;

/// <summary>Twilio's Messages API that takes all it is given, at once, and remembers to whom. A process of its own until its input ends.</summary>
internal static class StubProvider
{
    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        var taken = new ConcurrentQueue<(string To, long At)>();
        var bodies = new ConcurrentDictionary<string, (string Sid, string Body, DateTimeOffset At)>();
        var sids = 0;
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var (to, sid) = (form["To"].ToString(), $"SM{Interlocked.Increment(ref sids):D32}");
            taken.Enqueue((to, Stopwatch.GetTimestamp()));
            bodies[to] = (sid, form["Body"].ToString(), TimeProvider.System.GetUtcNow());
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsync($$"""{"sid":"{{sid}}","status":"queued"}""");
        });
        // Asked before a second try, as Twilio can be: who was told that it has nothing would send again.
        app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", (string to) => new
        {
            messages = bodies.TryGetValue(to, out var latest)
                ? new[] { new { sid = latest.Sid, body = latest.Body, date_created = latest.At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture) } }
                : [],
        });
        app.MapGet("/count", () => taken.Count.ToString(CultureInfo.InvariantCulture));
        // Whoever fetches them takes them away: the next run begins with none.
        app.MapPost("/taken", () =>
        {
            var lines = new List<string>();
            while (taken.TryDequeue(out var one))
                lines.Add($"{one.To} {(long)Stopwatch.GetElapsedTime(0, one.At).TotalMicroseconds}");
            return string.Join('\n', lines);
        });
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
