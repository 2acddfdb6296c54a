using System.Net.Mime;
using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Sms;

/// <summary>Text messages. One provider so far: Twilio.</summary>
public sealed class SmsModule : IServiceModule
{
    internal const string ChannelName = "sms";

    /// <summary>Twilio's requests are a few kilobytes; a body of 1,600 characters escaped is under 15.</summary>
    private const long MaxBody = 64 * 1024;

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => TwilioSmsOptions.Read(builder.Configuration, provider.GetRequiredService<AdminKey>()));
        services.AddSingleton<TwilioMessageReader>();
        services.AddSingleton<TwilioStatusReader>();
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredService<TwilioMessageReader>());
        services.AddSingleton<IWebhookReader>(provider => provider.GetRequiredService<TwilioStatusReader>());
        services.AddSingleton<TwilioSmsSender>();
        services.AddHttpClient("twilio-media").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<IMediaSource>(provider => ActivatorUtilities.CreateInstance<TwilioMedia>(provider, ChannelName));
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddQueue<SendMessage, SmsSending>("sms.send-message", ChannelName);
        InputReading.AddTo(bus, ChannelName);
        MediaFetching.AddTo(bus, ChannelName);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapWebhook("/webhooks/twilio", routes.ServiceProvider.GetRequiredService<TwilioMessageReader>(), MaxBody, Silence);
        routes.MapWebhook("/webhooks/twilio/status", routes.ServiceProvider.GetRequiredService<TwilioStatusReader>(), MaxBody, Silence);
    }

    /// <summary>TwiML that says nothing. A plain text answer would be sent to the citizen.</summary>
    private static IResult Silence() =>
        Results.Content("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>", MediaTypeNames.Text.Xml, Encoding.UTF8);
}
