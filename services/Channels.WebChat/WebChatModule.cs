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
        services.AddSingleton<Admission>();
        services.AddSingleton<SendRate>();
        services.AddSingleton<VisitorWords>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<PageDialogue>();
        services.AddSingleton<SocketEndpoint>();
        services.AddScoped<ChatHistory>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddQueue<SendMessage, WebChatSending>("webchat.send-message", ChannelName);
        bus.AddBroadcast<ChatLineReady, ShowReadyLine>("webchat.chat-line-ready");
        bus.AddRequestClient<ChatHistoryAsked>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var widget = Widget.Load();
        routes.MapGet("/widget.js", widget.Answer).AllowAnonymous().WithSummary("The chat widget for any web page");
        // Not only GET: over HTTP/2 a WebSocket begins with CONNECT.
        routes.Map("/socket", (HttpContext context, SocketEndpoint socket, ChatHistory history) => socket.HandleAsync(context, history))
            .AllowAnonymous().ExcludeFromDescription();
        Demo.Map(routes, routes.ServiceProvider.GetRequiredService<WebChatOptions>());
    }
}
