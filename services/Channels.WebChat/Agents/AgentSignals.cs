using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Omnichannel.Contracts;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Signals between the desk and the visitors' pages: who is writing, what was looked at.</summary>
internal sealed class AgentSignals(ChatSignals signals, AgentStreams watchers)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);
    private const int LongestVisitor = 300;

    /// <param name="Visitor">The address of the visitor's contact point. In the body: it can be a phone number.</param>
    internal sealed record Body([Required] string? Visitor, [Required] ChatSign? Sign);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/signals", (Body body, AgentSignals slice, CancellationToken ct) => slice.HandleAsync(body, ct))
            .RequireScope(Scopes.Agent).Produces(202)
            .WithName("SendChatSignal").WithSummary("Tell a visitor's pages that an agent types, or has looked");
        routes.MapGet("/live", (AgentSignals slice, HttpContext http) => slice.LiveAsync(http))
            .RequireScope(Scopes.Read, Scopes.Agent).StreamsEvents<Published>("signal", resumes: false)
            .WithName("FollowChatSignals").WithSummary("Which visitors are typing, live");
    }

    public async Task<IResult> HandleAsync(Body body, CancellationToken ct)
    {
        if (body is not { Visitor: { Length: > 0 and <= LongestVisitor } visitor, Sign: { } sign } || !Enum.IsDefined(sign))
            return Problems.Of(400, "signal.unreadable", "A signal needs a visitor and a sign: typing, stopped or seen.");
        await signals.PublishAsync(ContactPoint.Of(WebChatModule.ChannelName, visitor), fromCitizen: false, sign, ct);
        return Results.Accepted();
    }

    /// <summary>Server-sent events <c>signal</c>: <c>{ visitor, sign, at }</c>, of all visitors, from now on.</summary>
    public async Task LiveAsync(HttpContext http)
    {
        using var watcher = watchers.Add();
        var stream = await ServerSentEvents.StartAsync(http);
        while (!http.RequestAborted.IsCancellationRequested)
        {
            var next = watcher.Signals.WaitToReadAsync(http.RequestAborted).AsTask();
            try
            {
                await next.WaitAsync(KeepAlive, http.RequestAborted);
            }
            catch (TimeoutException)
            {
                await stream.KeepAliveAsync();
                continue;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            while (watcher.Signals.TryRead(out var signal))
                await stream.SendAsync("signal", 0, new Published(signal.Visitor.Address, signal.Sign, signal.At));
            await stream.FlushAsync();
        }
    }

    internal sealed record Published(string Visitor, ChatSign Sign, DateTimeOffset At);
}
