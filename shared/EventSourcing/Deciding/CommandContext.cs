namespace Omnichannel.EventSourcing;

/// <summary>Who wants what, when, because of what.</summary>
/// <param name="CommandId">The ids of the events follow from it: the same command again is a repeat on every store.</param>
/// <param name="CorrelationId">The same for all that one input led to.</param>
/// <param name="CausationId">What led to it directly; null at the edge.</param>
/// <param name="Actor">The caller's name, or the service's.</param>
public sealed record CommandContext(Guid CommandId, Guid CorrelationId, Guid? CausationId, string Actor, DateTimeOffset At)
{
    /// <summary>A command that starts a chain of its own.</summary>
    public static CommandContext First(Guid commandId, string actor, DateTimeOffset at) => new(commandId, commandId, null, actor, at);
}
