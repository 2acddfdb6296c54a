using System.Collections.Immutable;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.Contracts.Events.ContactBudgetEvent;

namespace Omnichannel.Outreach;

internal abstract record ContactBudgetCommand
{
    private ContactBudgetCommand()
    {
    }

    /// <param name="Most">So many …</param>
    /// <param name="Window">… within so long.</param>
    public sealed record Spend(Spent Contact, int Most, TimeSpan Window) : ContactBudgetCommand;

    /// <summary>The message never reached the citizen.</summary>
    public sealed record Return(Guid MessageId, string Reason, DateTimeOffset At) : ContactBudgetCommand;
}

/// <summary>The contacts that one citizen had, oldest first.</summary>
internal sealed record ContactBudgetState(ImmutableList<Spent> Contacts, ImmutableHashSet<Guid> Returned)
{
    public static ContactBudgetState Initial { get; } = new([], []);

    /// <summary>How many count at a moment.</summary>
    public int CountAt(DateTimeOffset at, TimeSpan window) => Counting(at, window).Count();

    /// <summary>When the next contact is free; the moment itself when one is.</summary>
    public DateTimeOffset FreeAt(DateTimeOffset at, int most, TimeSpan window)
    {
        var counting = Counting(at, window).Order().ToList();
        return counting.Count < most ? at : counting[counting.Count - most] + window;
    }

    /// <summary>As if one message had taken none.</summary>
    public ContactBudgetState Without(Guid messageId) => this with { Contacts = Contacts.RemoveAll(one => one.MessageId == messageId) };

    private IEnumerable<DateTimeOffset> Counting(DateTimeOffset at, TimeSpan window) =>
        Contacts.Where(one => !one.Passes && one.At > at - window && !Returned.Contains(one.MessageId)).Select(one => one.At);
}

/// <summary>One contact budget for each citizen, shared by all departments.</summary>
internal static class ContactBudget
{
    /// <summary>More than any window needs.</summary>
    private const int MostRemembered = 200;

    public static Decider<ContactBudgetCommand, ContactBudgetEvent, ContactBudgetState> Decider { get; } =
        new("contactbudget", ContactBudgetState.Initial, Decide, Evolve);

    public static Aggregate<ContactBudgetCommand, ContactBudgetEvent, ContactBudgetState> At(Guid citizenId) => new(Decider, StreamOf(citizenId));

    public static StreamName StreamOf(Guid citizenId) => new("contactbudget", citizenId);

    public static Decision<ContactBudgetEvent> Decide(ContactBudgetCommand command, ContactBudgetState state) => command switch
    {
        ContactBudgetCommand.Spend c when state.Contacts.Any(one => one.MessageId == c.Contact.MessageId) => Decision<ContactBudgetEvent>.Nothing,
        ContactBudgetCommand.Spend c when !c.Contact.Passes && state.CountAt(c.Contact.At, c.Window) >= c.Most => Refusals.BudgetSpent(c.Most, c.Window),
        ContactBudgetCommand.Spend c => c.Contact,
        ContactBudgetCommand.Return c when state.Returned.Contains(c.MessageId) || state.Contacts.All(one => one.MessageId != c.MessageId) =>
            Decision<ContactBudgetEvent>.Nothing,
        ContactBudgetCommand.Return c => new Returned(c.MessageId, c.Reason, c.At),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static ContactBudgetState Evolve(ContactBudgetState state, ContactBudgetEvent @event) => @event switch
    {
        Spent e => state with { Contacts = (state.Contacts.Count == MostRemembered ? state.Contacts.RemoveAt(0) : state.Contacts).Add(e) },
        Returned e => state with { Returned = state.Returned.Add(e.MessageId) },
        _ => state,
    };
}
