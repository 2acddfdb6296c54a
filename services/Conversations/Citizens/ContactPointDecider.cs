using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.ContactPointEvent;

namespace Omnichannel.Conversations;

internal abstract record ContactPointCommand
{
    private ContactPointCommand()
    {
    }

    /// <summary>Nobody's yet? Then this citizen's.</summary>
    public sealed record Claim(Guid CitizenId, ContactPoint ContactPoint, string Proof, string Author, DateTimeOffset At) : ContactPointCommand;

    /// <summary>This citizen's no more, for they were erased.</summary>
    public sealed record Release(Guid CitizenId, Guid HolderId, DateTimeOffset At) : ContactPointCommand;

    public sealed record OptOut(string Channel, string Source, Guid? MessageId, DateTimeOffset At) : ContactPointCommand;

    public sealed record OptIn(string Channel, string Source, Guid? MessageId, DateTimeOffset At) : ContactPointCommand;

    /// <summary>A change to a message that is not here yet.</summary>
    public sealed record KeepAmendment(Guid MessageId, Guid AmendmentId, Amendment Kind, string? Text, string? Emoji, DateTimeOffset At)
        : ContactPointCommand;
}

/// <param name="CitizenId">Whose it is; null = nobody's yet.</param>
/// <param name="OptedOut">The channels on which we may not write here.</param>
internal sealed record ContactPointState(Guid? CitizenId, ContactPoint? ContactPoint, ImmutableHashSet<string> OptedOut)
{
    public static ContactPointState Initial { get; } = new(null, null, []);

    /// <summary>The citizens it belonged to who were erased: the next sender is somebody new.</summary>
    public ImmutableHashSet<Guid> Former { get; init; } = [];

    /// <summary>The subject of personal fields while it is nobody's; null = the stream's own subject.</summary>
    public Guid? HolderId { get; init; }

    /// <summary>Changes that came before their message, in the order they came.</summary>
    public ImmutableList<AmendmentKept> Kept { get; init; } = [];
}

/// <summary>Whose an address is, and whether we may write to it.</summary>
internal static class ContactPointDecider
{
    public static Decider<ContactPointCommand, ContactPointEvent, ContactPointState> Decider { get; } =
        new("contactpoint", ContactPointState.Initial, Decide, Evolve);

    public static Aggregate<ContactPointCommand, ContactPointEvent, ContactPointState> At(Guid contactPointId) => new(Decider, StreamOf(contactPointId));

    public static StreamName StreamOf(Guid contactPointId) => new("contactpoint", contactPointId);

    public static Decision<ContactPointEvent> Decide(ContactPointCommand command, ContactPointState state) => command switch
    {
        ContactPointCommand.Claim when state.CitizenId is not null => Decision<ContactPointEvent>.Nothing,
        ContactPointCommand.Claim c when state.Former.Contains(c.CitizenId) => Refusals.ReleasedContactPoint,
        ContactPointCommand.Claim c => new Linked(c.CitizenId, c.ContactPoint, c.Proof, c.Author, c.At),
        ContactPointCommand.Release c when state.CitizenId != c.CitizenId => Decision<ContactPointEvent>.Nothing,
        ContactPointCommand.Release c => new Released(c.CitizenId, c.HolderId, c.At),
        ContactPointCommand.OptOut c when state.OptedOut.Contains(c.Channel) => Decision<ContactPointEvent>.Nothing,
        ContactPointCommand.OptOut c => new OptedOut(c.Channel, c.Source, c.MessageId, c.At),
        ContactPointCommand.OptIn c when !state.OptedOut.Contains(c.Channel) => Decision<ContactPointEvent>.Nothing,
        ContactPointCommand.OptIn c => new OptedIn(c.Channel, c.Source, c.MessageId, c.At),
        ContactPointCommand.KeepAmendment c when state.Kept.Any(kept => kept.AmendmentId == c.AmendmentId) => Decision<ContactPointEvent>.Nothing,
        ContactPointCommand.KeepAmendment c => new AmendmentKept(c.MessageId, c.AmendmentId, c.Kind, c.Text, c.Emoji, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static ContactPointState Evolve(ContactPointState state, ContactPointEvent @event) => @event switch
    {
        Linked e => state with { CitizenId = e.CitizenId, ContactPoint = e.ContactPoint },
        // An opt-out stays with the address, also when it gets another owner.
        Released e => new ContactPointState(null, null, state.OptedOut) { Former = state.Former.Add(e.CitizenId), HolderId = e.HolderId },
        OptedOut e => state with { OptedOut = state.OptedOut.Add(e.Channel) },
        OptedIn e => state with { OptedOut = state.OptedOut.Remove(e.Channel) },
        AmendmentKept e => state with { Kept = state.Kept.Add(e) },
        _ => state,
    };
}
