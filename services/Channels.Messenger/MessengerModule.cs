using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Meta;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Messenger;

/// <summary>Facebook Messenger, over Meta's Messenger Platform.</summary>
public sealed class MessengerModule : IServiceModule
{
    internal const string ChannelName = "messenger";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSimulatedAccounts();
        services.AddSettings<MessengerOptions>().PostConfigure<SimulatedMeta>(
            (options, simulated) => options.Account = MetaAccount.Of(options, options.PageId, simulated, simulated.PageId));
        services.AddSingleton<IMetaObject, PageEntries>();
        services.AddKeyedSingleton(ChannelName, (provider, _) => new MetaReader(
            ChannelName, provider.GetRequiredService<MessengerOptions>().Account, provider.GetServices<IMetaObject>()));
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredKeyedService<MetaReader>(ChannelName));
        GraphApi.AddTo(services);
        services.AddSender<MessengerSender, MessengerOptions>();
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
