using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Lets a page in, or says why not, before there is a socket.</summary>
internal sealed partial class SocketEndpoint(
    PageSession session, OpenPages pages, WebChatOptions options, IHostApplicationLifetime lifetime, ILogger<SocketEndpoint> log)
{
    /// <summary>Pages that vanish without closing are noticed within twice this.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    /// <summary>Not only GET: over HTTP/2 a WebSocket begins with CONNECT.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Map("/socket", (HttpContext context, SocketEndpoint slice) => slice.HandleAsync(context)).AllowAnonymous().ExcludeFromDescription();

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.Of(426, "socket.upgrade-required", "This route takes WebSockets only.").ExecuteAsync(context);
            return;
        }

        if (!OriginRule.Allows(context.Request.Headers.Origin.ToString(), context.Request.Host, OriginRule.IsLoopback(context.Request), options.AllowedOrigins))
        {
            await Problems.Of(403, "origin.not-allowed", "Pages of this site may not use the chat: see WebChat:AllowedOrigins.").ExecuteAsync(context);
            return;
        }

        if (!pages.TryAcquireSocket())
        {
            context.Response.Headers.RetryAfter = "30";
            await Problems.Of(503, "sockets.too-many", "Too many pages are open; try again later.").ExecuteAsync(context);
            return;
        }

        try
        {
            await TalkAsync(context);
        }
        finally
        {
            pages.LeaveSocket();
        }
    }

    private async Task TalkAsync(HttpContext context)
    {
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        using var socket = new ChatSocket(webSocket);
        // Pages reconnect by themselves, to another process if there is one.
        await using var stop = lifetime.ApplicationStopping.Register(() => socket.Close((WebSocketCloseStatus)1012, "server.restarting"));
        var pump = socket.PumpAsync();
        try
        {
            await session.RunAsync(socket, PageAddress.Of(context), lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Said goodbye already.
        }
        catch (Exception exception)
        {
            Log.Failed(log, exception);
            socket.Close(WebSocketCloseStatus.InternalServerError, "service.failed");
        }

        await socket.FinishAsync(pump);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The talk with a chat page failed; the page comes back")]
        public static partial void Failed(ILogger log, Exception exception);
    }
}
