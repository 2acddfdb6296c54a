using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Hosting;

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
        services.AddSingleton(provider => SimulatorAccount.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
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
        services.AddSingleton(provider => VoiceAccount.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
        services.AddSingleton<CallNetwork>();
        services.AddSingleton<CallReports>();
        services.AddSingleton<CallVerbs>();
        services.AddSingleton<CallPlayer>();
        services.AddSingleton<CallsApi>();
        services.AddSingleton(provider => MetaPlay.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
        services.AddSingleton<ChatNetwork>();
        services.AddSingleton<MetaFiles>();
        services.AddSingleton<MetaCallbacks>();
        services.AddSingleton<MetaCarrier>();
        services.AddHostedService(provider => provider.GetRequiredService<MetaCarrier>());
        services.AddSingleton<AcceptMessage>();
        services.AddSingleton<ActAsPerson>();
        AddMail(builder);
    }

    private static void AddMail(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => MailAccount.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
        services.AddHttpClient(MailTransport.ClientName);
        services.AddSingleton<Mailboxes>();
        services.AddSingleton<MailTransport>();
        services.AddSingleton<MailFromCitizen>();
        services.AddSingleton<MailInbox>();
        services.AddSingleton<MailSink>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSink>());
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
