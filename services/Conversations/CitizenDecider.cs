using System.Collections.Immutable;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.CitizenEvent;

namespace Omnichannel.Conversations;

internal abstract record CitizenCommand
{
    private CitizenCommand()
    {
    }

    /// <summary>The first contact point registers the citizen.</summary>
    public sealed record AddContactPoint(Guid ContactPointId, ContactPoint ContactPoint, string Proof, string Author, DateTimeOffset At) : CitizenCommand;

    public sealed record JoinConversation(int Ordinal, Guid ConversationId, Guid ContactPointId, DateTimeOffset At) : CitizenCommand;

    public sealed record ChangeProfile(string? Name, string? Language, string Author, DateTimeOffset At) : CitizenCommand;

    public sealed record Erase(string Reason, string Author, DateTimeOffset At) : CitizenCommand;

    /// <summary>What the erasure asked for has been done.</summary>
    public sealed record FinishErasure(int Conversations, int ContactPoints, int Attachments, int Inputs, DateTimeOffset At) : CitizenCommand;
}

internal sealed record CitizenState
{
    public static CitizenState Initial { get; } = new();

    public bool Exists { get; init; }

    /// <summary>Forgotten, or about to be.</summary>
    public bool IsErased { get; init; }

    public bool IsErasureDone { get; init; }

    public string? Name { get; init; }

    public string? Language { get; init; }

    public ImmutableDictionary<Guid, OwnContactPoint> ContactPoints { get; init; } = ImmutableDictionary<Guid, OwnContactPoint>.Empty;

    /// <summary>The ordinals of the conversations each contact point took part in, oldest first.</summary>
    public ImmutableDictionary<Guid, ImmutableList<int>> Joined { get; init; } = ImmutableDictionary<Guid, ImmutableList<int>>.Empty;

    /// <summary>The highest ordinal of a conversation; 0 = none yet.</summary>
    public int LatestOrdinal { get; init; }

    internal sealed record OwnContactPoint(ContactPoint ContactPoint, string Proof);
}

/// <summary>What is known of one citizen.</summary>
internal static class CitizenDecider
{
    public static Decider<CitizenCommand, CitizenEvent, CitizenState> Decider { get; } = new("citizen", CitizenState.Initial, Decide, Evolve);

    public static StreamName StreamOf(Guid citizenId) => new("citizen", citizenId);

    public static Decision<CitizenEvent> Decide(CitizenCommand command, CitizenState state) => (command, state) switch
    {
        (CitizenCommand.AddContactPoint c, _) when state.ContactPoints.ContainsKey(c.ContactPointId) => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.AddContactPoint c, { Exists: false }) => Decision<CitizenEvent>.Of(new Registered(c.At), Added(c)),
        (CitizenCommand.AddContactPoint c, { IsErased: false }) => Added(c),
        (_, { Exists: false }) => Refusals.NoCitizen,
        (CitizenCommand.Erase, { IsErased: true }) => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.Erase c, _) => new Erased(c.Reason, c.Author, c.At),
        (CitizenCommand.FinishErasure, { IsErased: false } or { IsErasureDone: true }) => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.FinishErasure c, _) => new ErasureDone(c.Conversations, c.ContactPoints, c.Attachments, c.Inputs, c.At),
        (_, { IsErased: true }) => Refusals.Erased,
        (CitizenCommand.JoinConversation c, _) when state.Joined.GetValueOrDefault(c.ContactPointId)?.Contains(c.Ordinal) == true =>
            Decision<CitizenEvent>.Nothing,
        (CitizenCommand.JoinConversation c, _) => new ConversationJoined(c.ConversationId, c.Ordinal, c.ContactPointId, c.At),
        (CitizenCommand.ChangeProfile c, _) when c.Name == state.Name && c.Language == state.Language => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.ChangeProfile c, _) => new ProfileChanged(c.Name, c.Language, c.Author, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static CitizenState Evolve(CitizenState state, CitizenEvent @event) => @event switch
    {
        Registered => state with { Exists = true },
        ContactPointAdded e => state with
        {
            ContactPoints = state.ContactPoints.SetItem(e.ContactPointId, new CitizenState.OwnContactPoint(e.ContactPoint, e.Proof)),
        },
        ContactPointRemoved e => state with { ContactPoints = state.ContactPoints.Remove(e.ContactPointId) },
        ConversationJoined e => state with
        {
            Joined = state.Joined.SetItem(e.ContactPointId, (state.Joined.GetValueOrDefault(e.ContactPointId) ?? []).Add(e.Ordinal)),
            LatestOrdinal = Math.Max(state.LatestOrdinal, e.Ordinal),
        },
        ProfileChanged e => state with { Name = e.Name, Language = e.Language },
        Erased => state with
        {
            IsErased = true,
            Name = null,
            Language = null,
            ContactPoints = state.ContactPoints.ToImmutableDictionary(own => own.Key, own => own.Value with { ContactPoint = ContactPoint.ErasedOne }),
        },
        ErasureDone => state with { IsErasureDone = true },
        _ => state,
    };

    private static ContactPointAdded Added(CitizenCommand.AddContactPoint c) => new(c.ContactPointId, c.ContactPoint, c.Proof, c.Author, c.At);
}
