using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>Chat on the administration's own web pages: a widget that any site embeds, and the socket it talks to.</summary>
public sealed class WebChatModule : IServiceModule
{
    /// <summary>Channel and provider: nobody stands between the visitor's page and us.</summary>
    internal const string ChannelName = "webchat";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => WebChatOptions.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
        services.AddSingleton<VisitorAuthentication>();
        services.AddSingleton<VisitorRates>();
        services.AddSingleton<ReceiveFile>();
        services.AddSingleton<ChatSignals>();
        services.AddSingleton<AgentStreams>();
        services.AddSingleton<AgentSignals>();
        services.AddSingleton<PageReports>();
        services.AddSingleton<VisitorMessages>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<FrameDispatcher>();
        services.AddSingleton<PageSession>();
        services.AddSingleton<SocketEndpoint>();
        services.AddSingleton<HistoryLookup>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddQueue<SendMessage, WebChatSending>("webchat.send-message", ChannelName);
        bus.AddBroadcast<ChatLineReady, ShowReadyLine>("webchat.chat-line-ready");
        bus.AddBroadcast<ChatSignal, ShowSignal>("webchat.chat-signal");
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        Widget.Map(routes);
        // Not only GET: over HTTP/2 a WebSocket begins with CONNECT.
        routes.Map("/socket", (HttpContext context, SocketEndpoint socket) => socket.HandleAsync(context))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/attachments", (string? id, string? name, ReceiveFile slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(id, name, http, ct))
            .AllowAnonymous().Produces<ReceiveFile.Taken>().WithSummary("A visitor's file, before its message");
        routes.MapMethods("/attachments", ["OPTIONS"], (ReceiveFile slice, HttpContext http) => slice.Preflight(http))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signals", (AgentSignals.Body body, AgentSignals slice, CancellationToken ct) => slice.HandleAsync(body, ct))
            .RequireScope(Scopes.Agent).Produces(202).WithSummary("Tell a visitor's pages that an agent types, or has looked");
        routes.MapGet("/live", (AgentSignals slice, HttpContext http) => slice.LiveAsync(http))
            .RequireScope(Scopes.Read, Scopes.Agent).Produces(200, contentType: "text/event-stream").WithSummary("Which visitors are typing, live");
        Demo.Map(routes, routes.ServiceProvider.GetRequiredService<WebChatOptions>());
    }
}
