using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Meta;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.WhatsApp;

/// <summary>WhatsApp, over Meta's Cloud API.</summary>
public sealed class WhatsAppModule : IServiceModule
{
    internal const string ChannelName = "whatsapp";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSimulatedAccounts();
        services.AddSettings<WhatsAppOptions>().PostConfigure<SimulatedMeta>(
            (options, simulated) => options.Account = MetaAccount.Of(options, options.PhoneNumberId, simulated, simulated.PhoneNumberId));
        services.AddSingleton<IMetaObject, WhatsAppEntries>();
        services.AddKeyedSingleton(ChannelName, (provider, _) => new MetaReader(
            ChannelName, provider.GetRequiredService<WhatsAppOptions>().Account, provider.GetServices<IMetaObject>()));
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredKeyedService<MetaReader>(ChannelName));
        GraphApi.AddTo(services);
        services.AddSingleton<WhatsAppFiles>();
        services.AddSender<WhatsAppSender, WhatsAppOptions>();
        services.AddSingleton<IMediaSource, WhatsAppMedia>();
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
        routes.ServiceProvider.GetRequiredService<WhatsAppOptions>().Account);
}
