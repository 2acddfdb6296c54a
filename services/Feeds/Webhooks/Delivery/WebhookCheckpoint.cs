namespace Omnichannel.Feeds;

/// <summary>How far a webhook is.</summary>
/// <param name="Replays">As the state had it when this was saved; another number voids the position.</param>
/// <param name="Round">The same for the attempts.</param>
/// <param name="Position">The last event that was delivered, or passed over by the filter.</param>
/// <param name="Attempt">How often the next one has failed.</param>
/// <param name="DueAt">When it is tried again; null = at once.</param>
/// <param name="Saves">Optimistic concurrency: rises with every change; a mismatch means that another process took over.</param>
/// <param name="Attempts">Counts every attempt ever made.</param>
internal sealed record WebhookCheckpoint(Guid Id, int Replays, int Round, long Position, int Attempt, DateTimeOffset? DueAt, long Saves, long Attempts)
{
    /// <summary>The checkpoint as the state requires it: a replay moves it, and a new round of attempts begins at once.</summary>
    public WebhookCheckpoint For(WebhookState state) => this with
    {
        Replays = state.Replays,
        Round = state.Round,
        Position = Replays == state.Replays ? Position : state.After,
        Attempt = Round == state.Round ? Attempt : 0,
        DueAt = Round == state.Round ? DueAt : null,
    };
}

/// <summary>One attempt, as <c>GET /feeds/webhooks/{id}/deliveries</c> returns it.</summary>
/// <param name="Status">What was answered; absent when nothing was.</param>
/// <param name="Reason">A stable code; absent when it was taken.</param>
/// <param name="NextAttempt">Absent when it was taken, or is not tried again.</param>
internal sealed record WebhookDelivery(
    string EventId, string MessageId, string Type, string Position, int Attempt, bool IsDelivered, int? Status, string? Reason, long DurationMs,
    DateTimeOffset At, DateTimeOffset? NextAttempt);

/// <summary>Another process delivers the same webhooks: this one has lost the lead.</summary>
internal sealed class LeadLostException() : Exception("Another process delivers these webhooks.");
