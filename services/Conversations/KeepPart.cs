using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using Omnichannel.Hosting;

namespace Omnichannel.Conversations;

/// <summary>A part of a long message is in the log from its first moment on; with the last one the message is there.</summary>
internal sealed class KeepPart(CommandHandler handler, ContactPointIds ids) : IHandle<PartHeard>
{
    public async Task HandleAsync(PartHeard message, Delivery delivery, CancellationToken ct) => await handler.HandleAsync(
        PartsDecider.Decider, PartsDecider.StreamOf(await ids.IdOfAsync(message.From, ct), message), new PartsCommand.Keep(message),
        CommandContext.First(message.HeardId, $"channel:{message.Provider}", message.HeardAt), ct);
}
