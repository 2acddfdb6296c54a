using MassTransit;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.WebChat;

/// <summary>A line is ready: this process shows it on those of the visitor's pages that are open here.</summary>
internal sealed class ShowReadyLine(OpenPages pages) : IHandle<ChatLineReady>
{
    public static void Consume(IBusRegistrationConfigurator bus) => bus.AddBroadcast<ChatLineReady, ShowReadyLine>("webchat.chat-line-ready");

    public Task HandleAsync(ChatLineReady message, Delivery delivery, CancellationToken ct)
    {
        pages.Show(message.Visitor, message.Line);
        return Task.CompletedTask;
    }
}
