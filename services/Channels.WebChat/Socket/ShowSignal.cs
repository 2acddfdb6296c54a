using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>A sign has come: this process shows it on the visitor's pages, or on the desks, that are open here.</summary>
internal sealed class ShowSignal(OpenPages pages, AgentStreams watchers) : IHandle<ChatSignal>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddBroadcast<ChatSignal, ShowSignal>("webchat.chat-signal");

    public Task HandleAsync(ChatSignal message, Delivery delivery, CancellationToken ct)
    {
        if (message.FromCitizen)
            watchers.Publish(message);
        else
            pages.Signal(message.Visitor, message.Sign, message.At);
        return Task.CompletedTask;
    }
}
