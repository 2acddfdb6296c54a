namespace Omnichannel.EventSourcing;

/// <summary>Does something because of events, at least once each, in position order. Its checkpoint moves only after it has returned.</summary>
public interface ISubscriber
{
    /// <summary>The name of its checkpoint, with a version: <c>outbound-1</c>.</summary>
    string Name { get; }

    /// <summary>Throws when it could not: the same events come again after a while.</summary>
    Task HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct);
}
