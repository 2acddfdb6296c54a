namespace Omnichannel.EventSourcing;

/// <summary>Does something because of events, at least once each, in position order. Its checkpoint moves only after it has returned.</summary>
public interface ISubscriber
{
    /// <summary>The name of its checkpoint, with a version: <c>reply-dispatch-1</c>.</summary>
    string Name { get; }

    /// <summary>Names that it had in earlier versions of the program: it goes on from their checkpoint. A subscriber with side effects never starts over.</summary>
    IReadOnlyList<string> FormerNames => [];

    /// <summary>Throws when it could not: the same events come again after a while.</summary>
    /// <returns>True when the batch had side effects: the checkpoint is saved immediately, else within a second.</returns>
    Task<bool> HandleAsync(IReadOnlyList<FollowedEvent> events, CancellationToken ct);
}
