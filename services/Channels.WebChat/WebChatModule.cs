using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;
using Omnichannel.Settings;

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
        services.AddSettings<WebChatOptions>().PostConfigure<AdminKey>((options, adminKey) => options.Complete(adminKey));
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
        SendToVisitor.Consume(bus);
        ShowReadyLine.Consume(bus);
        ShowSignal.Consume(bus);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        Widget.Map(routes);
        SocketEndpoint.Map(routes);
        ReceiveFile.Map(routes);
        AgentSignals.Map(routes);
        Demo.Map(routes, routes.ServiceProvider.GetRequiredService<WebChatOptions>());
    }
}
