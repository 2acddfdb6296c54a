using System.Net.Mime;
using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Sms;

/// <summary>Text messages, over Twilio, Kannel and Vonage: one of them or several.</summary>
public sealed class SmsModule : IServiceModule
{
    internal const string ChannelName = "sms";

    /// <summary>Providers' requests are a few kilobytes; a body of 1,600 characters escaped is under 15.</summary>
    private const long MaxBody = 64 * 1024;

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        AddSettings(services);
        AddReader<TwilioMessageReader>(services);
        AddReader<TwilioStatusReader>(services);
        AddReader<KannelMessageReader>(services);
        AddReader<KannelStatusReader>(services);
        AddReader<VonageMessageReader>(services);
        AddReader<VonageStatusReader>(services);
        services.AddSingleton<IMessageSender, TwilioSmsSender>();
        services.AddSingleton<IMessageSender, KannelSender>();
        services.AddSingleton<IMessageSender, VonageSender>();
        services.AddSingleton<SmsFailover>();
        services.AddSingleton(provider => provider.GetRequiredService<SmsFailover>().Providers);
        services.AddHealthChecks().AddCheck<SmsHealth>("sms");
        // Credentials must not follow a redirect to somewhere else.
        foreach (var client in new[] { "twilio-media", KannelMessageReader.ProviderName, VonageMessageReader.ProviderName })
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<IMediaSource>(provider => ActivatorUtilities.CreateInstance<TwilioMedia>(provider, ChannelName));
        services.AddSingleton<IMediaSource>(new InlineMedia(KannelMessageReader.ProviderName));
        services.AddSingleton<IMediaSource>(new InlineMedia(VonageMessageReader.ProviderName));
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSimulatedAccounts();
        services.AddSettings<SmsOptions>().PostConfigure<SmsAccounts>((options, accounts) => options.Configured = accounts.Configured);
        services.AddSettings<SwitchingOptions>();
        services.AddSettings<TwilioSmsOptions>().PostConfigure<IConfiguration, SimulatedTwilio>(
            (options, configuration, simulated) => options.Complete(configuration, () => options.Play(simulated)));
        services.AddSettings<KannelOptions>().PostConfigure<IConfiguration, SimulatedKannel>(
            (options, configuration, simulated) => options.Complete(configuration, () => options.Play(simulated)));
        services.AddSettings<VonageOptions>().PostConfigure<IConfiguration, SimulatedVonage>(
            (options, configuration, simulated) => options.Complete(configuration, () => options.Play(simulated)));
        services.AddSingleton<SmsAccounts>();
        services.AddSingleton(provider => EnabledProviders.Of(provider.GetRequiredService<SmsOptions>()));
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddSender(ChannelName);
        InputReading.AddTo(bus, ChannelName);
        MediaFetching.AddTo(bus, ChannelName);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        Map<TwilioMessageReader>(routes, "/webhooks/twilio", Silence, MediaTypeNames.Text.Xml, HttpMethods.Post);
        Map<TwilioStatusReader>(routes, "/webhooks/twilio/status", Silence, MediaTypeNames.Text.Xml, HttpMethods.Post);
        Map<KannelMessageReader>(routes, "/webhooks/kannel", Nothing, null, HttpMethods.Get, HttpMethods.Post);
        Map<KannelStatusReader>(routes, "/webhooks/kannel/status", Nothing, null, HttpMethods.Get, HttpMethods.Post);
        Map<VonageMessageReader>(routes, "/webhooks/vonage", Nothing, null, HttpMethods.Get, HttpMethods.Post);
        Map<VonageStatusReader>(routes, "/webhooks/vonage/status", Nothing, null, HttpMethods.Get, HttpMethods.Post);
    }

    private static void Map<TReader>(IEndpointRouteBuilder routes, string pattern, Func<IResult> answer, string? answerType, params string[] methods)
        where TReader : IWebhookReader =>
        routes.MapWebhook(pattern, routes.ServiceProvider.GetRequiredService<TReader>(), MaxBody, answer, answerType, methods);

    private static void AddReader<TReader>(IServiceCollection services)
        where TReader : class, IWebhookReader
    {
        services.AddSingleton<TReader>();
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredService<TReader>());
    }

    /// <summary>TwiML that says nothing. A plain text answer would be sent to the citizen.</summary>
    private static IResult Silence() =>
        Results.Content("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>", MediaTypeNames.Text.Xml, Encoding.UTF8);

    /// <summary>Kannel sends the answer's body to the citizen: there is none.</summary>
    private static IResult Nothing() => Results.StatusCode(StatusCodes.Status200OK);
}
