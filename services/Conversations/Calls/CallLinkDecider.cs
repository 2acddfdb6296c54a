using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Contracts.Messages;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.CallEvent;

namespace Omnichannel.Conversations;

internal abstract record CallLinkCommand
{
    private CallLinkCommand()
    {
    }

    /// <summary>From now on the call belongs there; the first link counts.</summary>
    public sealed record Link(
        string Provider, string ProviderCallId, Guid CitizenId, int Ordinal, Guid ContactPointId, ContactPoint ContactPoint, DateTimeOffset At)
        : CallLinkCommand;

    /// <summary>A report that names the call only.</summary>
    public sealed record Keep(string FactId, CallFact Fact, DateTimeOffset At) : CallLinkCommand;
}

/// <param name="Kept">Reports that came before the link, in order.</param>
internal sealed record CallLinkState(Linked? Link, ImmutableList<FactKept> Kept)
{
    public static CallLinkState Initial { get; } = new(null, []);
}

/// <summary>
/// Ties a call to its conversation before anything is recorded there: reports of one call that race each other, or come when the
/// conversation is closed, all end in the same conversation.
/// </summary>
internal static class CallLinkDecider
{
    public static Decider<CallLinkCommand, CallEvent, CallLinkState> Decider { get; } = new("call", CallLinkState.Initial, Decide, Evolve);

    public static Aggregate<CallLinkCommand, CallEvent, CallLinkState> At(string provider, string providerCallId) => new(Decider, StreamOf(provider, providerCallId));

    public static StreamName StreamOf(string provider, string providerCallId) => StreamOf(CallHeard.IdOf(provider, providerCallId));

    public static Aggregate<CallLinkCommand, CallEvent, CallLinkState> At(Guid callId) => new(Decider, StreamOf(callId));

    public static StreamName StreamOf(Guid callId) => new("call", callId);

    public static Decision<CallEvent> Decide(CallLinkCommand command, CallLinkState state) => command switch
    {
        CallLinkCommand.Link when state.Link is not null => Decision<CallEvent>.Nothing,
        CallLinkCommand.Link c => new Linked(c.Provider, c.ProviderCallId, c.CitizenId, c.Ordinal, c.ContactPointId, c.ContactPoint, c.At),
        // Linked already: the report goes to its conversation, there is nothing to keep.
        CallLinkCommand.Keep when state.Link is not null => Decision<CallEvent>.Nothing,
        CallLinkCommand.Keep c when state.Kept.Any(kept => kept.FactId == c.FactId) => Decision<CallEvent>.Nothing,
        CallLinkCommand.Keep c => new FactKept(c.FactId, c.Fact, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static CallLinkState Evolve(CallLinkState state, CallEvent @event) => @event switch
    {
        Linked e => state with { Link = e },
        FactKept e => state with { Kept = state.Kept.Add(e) },
        _ => state,
    };
}
