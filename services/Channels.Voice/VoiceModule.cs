using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Omnichannel.Channels.Simulated;
using Omnichannel.Hosting;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Voice;

/// <summary>Telephone calls, over Twilio Programmable Voice.</summary>
public sealed class VoiceModule : IServiceModule
{
    internal const string ChannelName = "voice";

    public string Name => ChannelName;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSimulatedAccounts();
        services.AddSettings<VoiceOptions>();
        services.AddSettings<TwilioVoiceOptions>().PostConfigure<IConfiguration, SimulatedTwilio>(
            (options, configuration, simulated) => options.Complete(OwnAddress.Unless(options.PublicUrl, configuration), simulated));
        services.AddSingleton(provider => MenuBook.Load(provider.GetRequiredService<VoiceOptions>().Menus is { Length: > 0 } path ? path : null));
        services.AddSingleton<MenuNavigator>();
        AddStep<IncomingCall>(services);
        AddStep<GatheredAnswer>(services);
        AddStep<Recording>(services);
        AddStep<Transcription>(services);
        AddStep<QueueWait>(services);
        AddStep<QueueWaitChoice>(services);
        AddStep<QueueEnd>(services);
        AddStep<Dialled>(services);
        AddStep<DialAgent>(services);
        AddStep<AgentDialEnded>(services);
        AddStep<DialCallback>(services);
        AddStep<CallbackEnded>(services);
        AddStep<CallbackReport>(services);
        AddStep<StatusReport>(services);
        AddStep<SpokenAnswer>(services);
        services.AddSingleton<CallEndpoint>();
        services.AddSingleton<CallerLookup>();
        services.AddSender<TwilioCallSender, TwilioVoiceOptions>();
        services.AddSingleton<TwilioCallControl>();
        services.AddHttpClient(TwilioRecordings.ClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<IMediaSource, TwilioRecordings>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddSender(ChannelName);
        AgentCallHandler.Consume(bus);
        InputReading.AddTo(bus, ChannelName);
        MediaFetching.AddTo(bus, ChannelName);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        // Built here, so that a mistake in a menu ends the start and not a call.
        foreach (var reader in routes.ServiceProvider.GetServices<IWebhookReader>().OfType<CallStepReader>())
            CallEndpoint.Map(routes, reader);
    }

    private static void AddStep<TStep>(IServiceCollection services)
        where TStep : class, ICallStep
    {
        services.AddSingleton<TStep>();
        services.AddSingleton<IWebhookReader>(provider =>
            new CallStepReader(provider.GetRequiredService<TStep>(), provider.GetRequiredService<TwilioVoiceOptions>()));
    }
}
