using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Email;

/// <summary>E-mail: in over HTTP, SMTP, LMTP and from mailboxes over IMAP, out over SMTP.</summary>
public sealed class EmailModule : IServiceModule
{
    internal const string ChannelName = "email";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSimulatedAccounts();
        services.AddSettings<SmtpOptions>();
        services.AddSettings<InboundOptions>();
        services.AddSettings<OAuthOptions>();
        services.AddSingleton(provider => EmailAccount.Of(
            provider.GetRequiredService<SmtpOptions>(), provider.GetRequiredService<InboundOptions>(), provider.GetRequiredService<SimulatedMail>())
            .With(provider.GetRequiredService<MailboxList>().Domains));
        services.AddSingleton<MailTokens>();
        services.AddSingleton<BounceReader>();
        services.AddSingleton<MailReader>();
        services.AddSingleton<SnsCertificates>();
        AddReader<RawMailReader>(services);
        AddReader<SendGridReader>(services);
        AddReader<MailgunReader>(services);
        AddReader<PostmarkReader>(services);
        AddReader<SesReader>(services);
        services.TryAddSingleton<WebhookIntake>();
        services.AddSingleton<MailDelivery>();
        services.AddHostedService<MailListeners>();
        AddMailboxes(services);
        services.AddHttpClient("simulated-mail");
        services.AddSingleton<MailComposer>();
        services.AddSingleton(provider => SendMarks.Swept(provider.GetRequiredService<AttachmentOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SmtpServerAddress>();
        services.AddSingleton(provider => new SmtpDelivery(
            provider.GetRequiredService<EmailAccount>().Smtp, provider.GetRequiredService<ClientCredentialsTokens>(), provider.GetRequiredService<EmailAccount>().Listeners.HostName));
        services.AddSender<SmtpSender, SmtpOptions>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddSender(ChannelName);
        InputReading.AddTo(bus, ChannelName);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        Map<RawMailReader>(routes, "raw");
        Map<SendGridReader>(routes, "sendgrid");
        Map<MailgunReader>(routes, "mailgun");
        Map<MailgunReader>(routes, "mailgun/mime");
        Map<PostmarkReader>(routes, "postmark");
        Map<SesReader>(routes, "ses");
    }

    private static void AddMailboxes(IServiceCollection services)
    {
        services.AddSettingsTable<MailboxOptions>();
        services.AddSingleton(provider => MailboxList.Of(
            provider.GetRequiredService<SettingsTable<MailboxOptions>>(), provider.GetRequiredService<SmtpOptions>(), provider.GetRequiredService<SimulatorOptions>(),
            provider.GetRequiredService<SimulatedMail>()));
        services.AddSingleton<SimulatedImap>();
        // What signs in must not follow a redirect to somewhere else.
        services.AddHttpClient(ClientCredentialsTokens.HttpName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<ClientCredentialsTokens>();
        services.AddSingleton<MailboxConnections>();
        AddReader<OversizeReader>(services);
        services.AddSingleton<MailboxIntake>();
        services.AddSingleton<MailboxWatches>();
        services.AddHostedService(provider => provider.GetRequiredService<MailboxWatches>());
        services.AddHealthChecks().AddCheck<MailboxHealth>("mailboxes");
        services.AddSingleton<IInstallationCheck, MailboxCheck>();
    }

    private static void AddReader<TReader>(IServiceCollection services)
        where TReader : class, IWebhookReader
    {
        services.AddSingleton<TReader>();
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredService<TReader>());
    }

    private static void Map<TReader>(IEndpointRouteBuilder routes, string path)
        where TReader : IWebhookReader =>
        routes.MapWebhook($"/webhooks/{path}", routes.ServiceProvider.GetRequiredService<TReader>(), MimeLimits.MessageBytes, () => Results.Ok());
}
