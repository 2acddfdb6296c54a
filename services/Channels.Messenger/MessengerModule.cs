using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Meta;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Messenger;

/// <summary>Facebook Messenger, over Meta's Messenger Platform.</summary>
public sealed class MessengerModule : IServiceModule
{
    internal const string ChannelName = "messenger";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => MessengerOptions.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
        services.AddSingleton<IMetaObject, PageEntries>();
        services.AddKeyedSingleton(ChannelName, (provider, _) => new MetaReader(
            ChannelName, provider.GetRequiredService<MessengerOptions>().Account, provider.GetServices<IMetaObject>()));
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredKeyedService<MetaReader>(ChannelName));
        GraphApi.AddTo(services);
        services.AddSender<MessengerSender>(_ => SendLimits.Read(builder.Configuration.GetSection(MessengerOptions.Section)));
        services.AddSingleton<IMediaSource, MessengerMedia>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddSender(ChannelName);
        InputReading.AddTo(bus, ChannelName);
        MediaFetching.AddTo(bus, ChannelName);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapMetaWebhook(
        "/webhooks/meta",
        routes.ServiceProvider.GetRequiredKeyedService<MetaReader>(ChannelName),
        routes.ServiceProvider.GetRequiredService<MessengerOptions>().Account);
}
