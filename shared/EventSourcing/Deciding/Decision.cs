using Omnichannel.Contracts;

namespace Omnichannel.EventSourcing;

/// <summary>What a decider says: events (none for a repeat), or a refusal.</summary>
public readonly struct Decision<TEvent>
{
    private readonly IReadOnlyList<TEvent>? _events;

    private Decision(IReadOnlyList<TEvent>? events, Refusal? refusal)
    {
        _events = events;
        Refusal = refusal;
    }

    public IReadOnlyList<TEvent> Events => _events ?? [];

    public Refusal? Refusal { get; }

    /// <summary>Nothing to do: it is so already.</summary>
    public static Decision<TEvent> Nothing => default;

    public static Decision<TEvent> Of(params IReadOnlyList<TEvent> events) => new(events, null);

    public static Decision<TEvent> Refuse(Refusal refusal) => new(null, refusal);

    public static implicit operator Decision<TEvent>(TEvent e) => Of(e);

    public static implicit operator Decision<TEvent>(Refusal refusal) => Refuse(refusal);
}
