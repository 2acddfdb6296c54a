namespace Omnichannel.Contracts.Events;

/// <summary>Who may call. Stream <c>access-keys</c>.</summary>
public abstract record AccessEvent
{
    private AccessEvent()
    {
    }

    /// <param name="Hash">Lower-case hex SHA-256 of the whole key; the key itself is shown once and kept nowhere.</param>
    [EventType("access.key-added.v1")]
    public sealed record KeyAdded(Guid KeyId, string Name, IReadOnlyList<string> Scopes, string Hash, DateTimeOffset At) : AccessEvent;

    [EventType("access.key-revoked.v1")]
    public sealed record KeyRevoked(Guid KeyId, DateTimeOffset At) : AccessEvent;
}
