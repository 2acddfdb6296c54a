using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>What a channel says to send: its provider in <c>AddServices</c>, its queue in <c>AddConsumers</c>.</summary>
public static class SenderRegistration
{
    /// <summary>
    /// For a channel with one provider, whose settings are <typeparamref name="TOptions"/>; one with several registers a
    /// <see cref="ProviderFailover"/> of its own.
    /// </summary>
    public static IServiceCollection AddSender<TSender, TOptions>(this IServiceCollection services)
        where TSender : class, IMessageSender
        where TOptions : SendOptions
    {
        services.AddSingleton<TSender>();
        return services.AddSingleton(provider =>
        {
            var (sender, time) = (provider.GetRequiredService<TSender>(), provider.GetRequiredService<TimeProvider>());
            return new ProviderFailover(
                [new ResilientSender(sender, provider.GetRequiredService<TOptions>().Limits, time)], ProviderHealth.OfOne(sender.Provider), null, provider.GetRequiredService<IIntake>(), time);
        });
    }

    /// <summary>Listens for this channel's orders to send.</summary>
    public static void AddSender(this IBusRegistrationConfigurator bus, string channel) =>
        bus.AddQueue<SendMessage, SendHandler>($"{channel}.send-message", channel);
}
