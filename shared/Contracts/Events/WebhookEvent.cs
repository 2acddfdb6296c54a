namespace Omnichannel.Contracts.Events;

/// <summary>Somebody's address that the log is delivered to, signed. Stream <c>webhook-{id}</c>, which is in no feed: it holds secrets.</summary>
public abstract record WebhookEvent
{
    private WebhookEvent()
    {
    }

    /// <param name="Types">Event types, whole or with a star at their end; none = all.</param>
    /// <param name="Streams">Stream names or categories; none = all.</param>
    /// <param name="After">The position above which it begins.</param>
    /// <param name="ShowsPersonal">Whether the key that made it had the scope <c>personal</c>.</param>
    /// <param name="Owner">The name of the key that made it.</param>
    /// <param name="Secret">The bytes that sign.</param>
    [EventType("webhook.created.v1")]
    public sealed record Created(
        Guid WebhookId, string Url, IReadOnlyList<string> Types, IReadOnlyList<string> Streams, long After, bool ShowsPersonal, string Owner,
        byte[] Secret, DateTimeOffset At) : WebhookEvent;

    /// <summary>A new secret signs; the one before also signs for a day.</summary>
    [EventType("webhook.secret-rotated.v1")]
    public sealed record SecretRotated(Guid WebhookId, byte[] Secret, DateTimeOffset At) : WebhookEvent;

    /// <param name="Reason">A stable code: <c>asked</c>, <c>gone</c> (the address answered 410) or <c>exhausted</c> (every attempt failed).</param>
    [EventType("webhook.paused.v1")]
    public sealed record Paused(Guid WebhookId, string Reason, DateTimeOffset At) : WebhookEvent;

    [EventType("webhook.resumed.v1")]
    public sealed record Resumed(Guid WebhookId, DateTimeOffset At) : WebhookEvent;

    /// <param name="After">The position above which it goes on, back or ahead.</param>
    [EventType("webhook.replayed-from.v1")]
    public sealed record ReplayedFrom(Guid WebhookId, long After, DateTimeOffset At) : WebhookEvent;

    [EventType("webhook.removed.v1")]
    public sealed record Removed(Guid WebhookId, DateTimeOffset At) : WebhookEvent;
}
