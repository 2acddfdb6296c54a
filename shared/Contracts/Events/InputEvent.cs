namespace Omnichannel.Contracts.Events;

/// <summary>Authentic input that no adapter could read: kept whole, to be read again after a fix. Stream <c>input-{id}</c>.</summary>
public abstract record InputEvent
{
    private InputEvent()
    {
    }

    /// <param name="Body">The bytes as they came.</param>
    /// <param name="Reason">A stable code, such as <c>form.message-id-missing</c>.</param>
    [EventType("input.parked.v1")]
    public sealed record Parked(
        Guid InputId, string Channel, string Provider, string Endpoint, string? ContentType, [property: Personal] byte[] Body, string Reason,
        DateTimeOffset At) : InputEvent;

    /// <param name="Messages">How many messages and reports it turned out to be.</param>
    [EventType("input.read-again.v1")]
    public sealed record ReadAgain(Guid InputId, int Messages, DateTimeOffset At) : InputEvent;

    /// <summary>It held an address of a citizen who was erased.</summary>
    [EventType("input.erased.v1")]
    public sealed record Erased(Guid InputId, DateTimeOffset At) : InputEvent;
}
