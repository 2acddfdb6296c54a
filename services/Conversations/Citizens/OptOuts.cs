using Omnichannel.Contracts;
using Omnichannel.EventSourcing;

namespace Omnichannel.Conversations;

/// <summary>Keeps whether somebody wants to be written to at an address: of a telephone with two numbers, at both.</summary>
internal sealed class OptOuts(CommandHandler handler, ContactPointIds ids)
{
    /// <param name="messageId">The message that said so; null when something else did.</param>
    public async Task RecordAsync(
        ContactPoint address, bool isWanted, string channel, string source, Guid? messageId, CommandContext context, CancellationToken ct)
    {
        ContactPointCommand command = isWanted
            ? new ContactPointCommand.OptIn(channel, source, messageId, context.At)
            : new ContactPointCommand.OptOut(channel, source, messageId, context.At);
        await handler.HandleAsync(ContactPointDecider.At(await ids.IdOfAsync(address, ct)), command, context, ct);
        if (address.Kind == ContactPoint.Phone && MobileForms.OtherOf(address.Address) is { } other)
        {
            var also = context with { CommandId = DerivedId.From("other-number", context.CommandId.ToString()) };
            await handler.HandleAsync(ContactPointDecider.At(await ids.IdOfAsync(address with { Address = other }, ct)), command, also, ct);
        }
    }
}
