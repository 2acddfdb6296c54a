using System.Collections.Immutable;
using Omnichannel.Contracts.Events;

namespace Omnichannel.Conversations;

/// <param name="Facts">Ids of the reports that are recorded already.</param>
/// <param name="Sequence">The highest number of a report; null = none was numbered.</param>
/// <param name="Legs">The same for each agent's phone that rang.</param>
internal sealed record CallState(ImmutableHashSet<string> Facts, int? Sequence, bool IsOver, ImmutableDictionary<string, int?> Legs)
{
    public static CallState New { get; } = new([], null, false, ImmutableDictionary<string, int?>.Empty);

    public ConversationEvent.CallStarted? Start { get; init; }

    /// <summary>Null = the caller waits nowhere.</summary>
    public CallWaiting? Waiting { get; init; }

    /// <summary>The agent who is about to have the waiting caller, or has; null = nobody.</summary>
    public CallPickup? Pickup { get; init; }

    public CallbackState Callback { get; init; }

    /// <summary>The agent who is calling back; null = nobody.</summary>
    public CallPickup? CallbackPickup { get; init; }
}

/// <param name="Place">As the channel wrote it.</param>
/// <param name="Since">When the caller began to wait, however often the call came back since.</param>
internal sealed record CallWaiting(string Queue, string? Place, DateTimeOffset Since);

internal sealed record CallPickup(Guid TakeId, string Phone, string Author, DateTimeOffset At);

internal enum CallbackState
{
    NotWanted,
    Wanted,

    /// <summary>The citizen was called back, or does not need to be any more.</summary>
    Settled,
}
