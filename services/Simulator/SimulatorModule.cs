using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Simulator;

/// <summary>
/// Plays the provider and the citizens' phones over the provider's real wire format: what is tried here is what runs with a real account.
/// Always mapped; with a real account configured it is an island that nobody writes to, and the page says so.
/// </summary>
public sealed class SimulatorModule : IServiceModule
{
    public string Name => "simulator";

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        AddAccounts(services);
        services.AddHttpClient(Webhooks.ClientName).ConfigurePrimaryHttpMessageHandler(Webhooks.Handler);
        services.AddSingleton<FaultSwitch>();
        services.AddSingleton<PhoneNetwork>();
        services.AddSingleton<Webhooks>();
        services.AddSingleton<InboundCalls>();
        services.AddSingleton<StatusCalls>();
        services.AddSingleton<KannelSendSms>();
        services.AddSingleton<VonageSendSms>();
        services.AddSingleton<Carrier>();
        services.AddHostedService(provider => provider.GetRequiredService<Carrier>());
        services.AddSingleton<CreateMessage>();
        services.AddSingleton<ReadMessages>();
        services.AddSingleton<SendFromPhone>();
        services.AddSingleton<ShowPhones>();
        services.AddSingleton<CallNetwork>();
        services.AddSingleton<CallReports>();
        services.AddSingleton<CallVerbs>();
        services.AddSingleton<CallPlayer>();
        services.AddSingleton<CallsApi>();
        services.AddSingleton<ChatNetwork>();
        services.AddSingleton<MetaFiles>();
        services.AddSingleton<MetaCallbacks>();
        services.AddSingleton<MetaCarrier>();
        services.AddHostedService(provider => provider.GetRequiredService<MetaCarrier>());
        services.AddSingleton<AcceptMessage>();
        services.AddSingleton<ActAsPerson>();
        AddMail(services);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSimulatedAccounts();
        services.AddSettings<PlayedOptions>().PostConfigure<IConfiguration>(
            (options, configuration) => options.Complete(url => OwnAddress.Unless(url, configuration)));
        services.AddSingleton(provider => SimulatorAccount.Of(
            provider.GetRequiredService<PlayedOptions>(), provider.GetRequiredService<SimulatedTwilio>(), provider.GetRequiredService<SimulatedKannel>(),
            provider.GetRequiredService<SimulatedVonage>()));
        services.AddSingleton(provider => VoiceAccount.Of(provider.GetRequiredService<PlayedOptions>(), provider.GetRequiredService<SimulatedTwilio>()));
        services.AddSingleton(provider => MetaPlay.Of(provider.GetRequiredService<PlayedOptions>(), provider.GetRequiredService<SimulatedMeta>()));
        services.AddSingleton(provider => MailAccount.Of(provider.GetRequiredService<PlayedOptions>(), provider.GetRequiredService<SimulatedMail>()));
    }

    private static void AddMail(IServiceCollection services)
    {
        services.AddHttpClient(MailTransport.ClientName);
        services.AddSingleton<Mailboxes>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailFromCitizen>();
        services.AddSingleton<MailInbox>();
        services.AddSingleton<MailSink>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSink>());
        services.AddSingleton<OurMailbox>();
        services.AddSingleton<ImapServer>();
        services.AddHostedService(provider => provider.GetRequiredService<ImapServer>());
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        TwilioRoutes.Map(routes);
        KannelSendSms.Map(routes);
        VonageSendSms.Map(routes);
        PhoneRoutes.Map(routes);
        PhoneCallRoutes.Map(routes);
        GraphRoutes.Map(routes);
        PeopleRoutes.Map(routes);
        MailboxRoutes.Map(routes);
        FaultRoutes.Map(routes);
        SimulatorPage.Map(routes);
    }
}
