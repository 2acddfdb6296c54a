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

    /// <summary>Names with values to set; null takes one away.</summary>
    public sealed record ChangeAttributes(IReadOnlyDictionary<string, string?> Changes, string Author, DateTimeOffset At) : CitizenCommand;

    public sealed record ChangePreferences(IReadOnlyList<string> Channels, string? TimeZone, string Author, DateTimeOffset At) : CitizenCommand;

    /// <param name="Purpose">Null = every purpose: nobody writes first any more, or may again.</param>
    public sealed record Decide(string? Purpose, bool Wanted, string Source, string? Wording, string Author, DateTimeOffset At) : CitizenCommand;

    public sealed record Erase(string Reason, string Author, DateTimeOffset At) : CitizenCommand;

    /// <summary>The erasure has been carried out.</summary>
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

    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Their preferred channels, in this order; none = no preference.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    public string? TimeZone { get; init; }

    /// <summary>What they said last, by purpose.</summary>
    public ImmutableSortedDictionary<string, Consent> Consents { get; init; } = ImmutableSortedDictionary.Create<string, Consent>(StringComparer.Ordinal);

    /// <summary>Nobody writes first.</summary>
    public bool IsContactForbidden { get; init; }

    public ImmutableDictionary<Guid, OwnContactPoint> ContactPoints { get; init; } = ImmutableDictionary<Guid, OwnContactPoint>.Empty;

    /// <summary>The ordinals of the conversations each contact point took part in, oldest first.</summary>
    public ImmutableDictionary<Guid, ImmutableList<int>> Joined { get; init; } = ImmutableDictionary<Guid, ImmutableList<int>>.Empty;

    /// <summary>The highest ordinal of a conversation; 0 = none yet.</summary>
    public int LatestOrdinal { get; init; }

    internal sealed record OwnContactPoint(ContactPoint ContactPoint, string Proof);

    /// <param name="Wording">What they agreed to, where that is kept.</param>
    internal sealed record Consent(bool Given, string Source, string? Wording, string Author, DateTimeOffset At);
}

/// <summary>What is known of one citizen.</summary>
internal static class CitizenDecider
{
    private const int MostAttributes = 100;

    public static Decider<CitizenCommand, CitizenEvent, CitizenState> Decider { get; } = new("citizen", CitizenState.Initial, Decide, Evolve);

    public static Aggregate<CitizenCommand, CitizenEvent, CitizenState> At(Guid citizenId) => new(Decider, StreamOf(citizenId));

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
        (CitizenCommand.ChangeAttributes c, _) => Changed(c, state),
        (CitizenCommand.ChangePreferences c, _) when c.Channels.SequenceEqual(state.Channels) && c.TimeZone == state.TimeZone => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.ChangePreferences c, _) => new PreferencesChanged(c.Channels, c.TimeZone, c.Author, c.At),
        (CitizenCommand.Decide { Purpose: null } c, _) when c.Wanted != state.IsContactForbidden => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.Decide { Purpose: null, Wanted: true } c, _) => new ContactAllowed(c.Source, c.Author, c.At),
        (CitizenCommand.Decide { Purpose: null } c, _) => new ContactForbidden(c.Source, c.Author, c.At),
        (CitizenCommand.Decide c, _) when state.Consents.GetValueOrDefault(c.Purpose) is { } known && known.Given == c.Wanted
            && (c.Wording is null || known.Wording == c.Wording) => Decision<CitizenEvent>.Nothing,
        (CitizenCommand.Decide { Wanted: true } c, _) => new ConsentGiven(c.Purpose, c.Source, c.Wording, c.Author, c.At),
        (CitizenCommand.Decide c, _) => new ConsentWithdrawn(c.Purpose, c.Source, c.Author, c.At),
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
        AttributesChanged e => state with
        {
            Attributes = e.Attributes.ToImmutableSortedDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
        },
        PreferencesChanged e => state with { Channels = e.Channels, TimeZone = e.TimeZone },
        ConsentGiven e => state with { Consents = state.Consents.SetItem(e.Purpose, new CitizenState.Consent(true, e.Source, e.Wording, e.Author, e.At)) },
        ConsentWithdrawn e => state with { Consents = state.Consents.SetItem(e.Purpose, new CitizenState.Consent(false, e.Source, null, e.Author, e.At)) },
        ContactForbidden => state with { IsContactForbidden = true },
        ContactAllowed => state with { IsContactForbidden = false },
        Erased => state with
        {
            IsErased = true,
            Name = null,
            Language = null,
            Attributes = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            TimeZone = null,
            ContactPoints = state.ContactPoints.ToImmutableDictionary(own => own.Key, own => own.Value with { ContactPoint = ContactPoint.ErasedOne }),
        },
        ErasureDone => state with { IsErasureDone = true },
        _ => state,
    };

    private static Decision<CitizenEvent> Changed(CitizenCommand.ChangeAttributes c, CitizenState state)
    {
        var next = c.Changes.Aggregate(
            state.Attributes, (known, change) => change.Value is null ? known.Remove(change.Key) : known.SetItem(change.Key, change.Value));
        if (next.SequenceEqual(state.Attributes))
            return Decision<CitizenEvent>.Nothing;
        return next.Count > MostAttributes
            ? Refusals.TooManyAttributes
            : new AttributesChanged([.. next.Select(one => new NamedValue(one.Key, one.Value))], c.Author, c.At);
    }

    private static ContactPointAdded Added(CitizenCommand.AddContactPoint c) => new(c.ContactPointId, c.ContactPoint, c.Proof, c.Author, c.At);
}
