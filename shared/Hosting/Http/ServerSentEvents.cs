using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary>One open event stream (WHATWG HTML, server-sent events): named events with ids, and comments that keep the line open.</summary>
public sealed class ServerSentEvents
{
    private readonly HttpContext _context;

    private ServerSentEvents(HttpContext context) => _context = context;

    /// <summary>Sends the headers; from here on nothing but events can be answered.</summary>
    public static async Task<ServerSentEvents> StartAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // Reverse proxies must hand every event on at once.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // A stopping program does not wait for readers that never end: they reconnect, and resume by the last event's id.
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        context.Response.RegisterForDispose(stopping.Register(context.Abort));
        var stream = new ServerSentEvents(context);
        await stream.KeepAliveAsync();
        return stream;
    }

    /// <summary>Where the reader goes on: <c>Last-Event-ID</c>, else <c>?after=</c>; null when it says nothing.</summary>
    public static long? ResumeFrom(HttpContext context)
    {
        var text = context.Request.Headers["Last-Event-ID"].ToString();
        if (text.Length == 0)
            text = context.Request.Query["after"].ToString();
        return long.TryParse(text, out var position) && position >= 0 ? position : null;
    }

    public async Task SendAsync<T>(string name, long id, T content)
    {
        var json = JsonSerializer.Serialize(content, ContractJson.Options);
        await _context.Response.WriteAsync($"id: {id}\nevent: {name}\ndata: {json}\n\n", _context.RequestAborted);
    }

    public Task FlushAsync() => _context.Response.Body.FlushAsync(_context.RequestAborted);

    public async Task KeepAliveAsync()
    {
        await _context.Response.WriteAsync(": \n\n", _context.RequestAborted);
        await FlushAsync();
    }
}
