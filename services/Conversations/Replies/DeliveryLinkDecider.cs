using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.DeliveryEvent;

namespace Omnichannel.Conversations;

internal abstract record DeliveryCommand
{
    private DeliveryCommand()
    {
    }

    /// <summary>The provider's id and ours are the same message.</summary>
    public sealed record Link(string Provider, string ProviderMessageId, Guid ConversationId, Guid MessageId, DateTimeOffset At) : DeliveryCommand;

    /// <summary>A report with the provider's id only.</summary>
    public sealed record Keep(
        string Provider, string ProviderMessageId, DeliveryState State, string? Reason, string? ProviderCode, DateTimeOffset At) : DeliveryCommand;
}

internal sealed record DeliveryLink(Guid ConversationId, Guid MessageId);

/// <param name="Kept">Reports that came before the link, in order.</param>
internal sealed record DeliveryLinkState(DeliveryLink? Link, ImmutableList<ReportKept> Kept)
{
    public static DeliveryLinkState Initial { get; } = new(null, []);
}

/// <summary>
/// Ties a provider's message id to ours. Both sides write here before they look: whichever comes first, the report reaches its message.
/// </summary>
internal static class DeliveryLinkDecider
{
    public static Decider<DeliveryCommand, DeliveryEvent, DeliveryLinkState> Decider { get; } =
        new("delivery", DeliveryLinkState.Initial, Decide, Evolve);

    public static Aggregate<DeliveryCommand, DeliveryEvent, DeliveryLinkState> At(string provider, string providerMessageId) => new(Decider, StreamOf(provider, providerMessageId));

    public static StreamName StreamOf(string provider, string providerMessageId) =>
        new("delivery", DerivedId.From("delivery", provider, providerMessageId));

    public static Decision<DeliveryEvent> Decide(DeliveryCommand command, DeliveryLinkState state) => command switch
    {
        DeliveryCommand.Link when state.Link is not null => Decision<DeliveryEvent>.Nothing,
        DeliveryCommand.Link c => new Linked(c.Provider, c.ProviderMessageId, c.ConversationId, c.MessageId, c.At),
        // Linked already: the report goes to its conversation, there is nothing to keep.
        DeliveryCommand.Keep when state.Link is not null => Decision<DeliveryEvent>.Nothing,
        DeliveryCommand.Keep c when state.Kept.Any(kept => kept.State == c.State) => Decision<DeliveryEvent>.Nothing,
        DeliveryCommand.Keep c => new ReportKept(c.Provider, c.ProviderMessageId, c.State, c.Reason, c.ProviderCode, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static DeliveryLinkState Evolve(DeliveryLinkState state, DeliveryEvent @event) => @event switch
    {
        Linked e => state with { Link = new DeliveryLink(e.ConversationId, e.MessageId) },
        ReportKept e => state with { Kept = state.Kept.Add(e) },
        _ => state,
    };
}
