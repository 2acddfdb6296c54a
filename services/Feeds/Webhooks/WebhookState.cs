using Omnichannel.Contracts.Events;

namespace Omnichannel.Feeds;

/// <param name="Created">Null before it was.</param>
/// <param name="PreviousSecret">Also signs, until <paramref name="PreviousUntil"/>.</param>
/// <param name="PausedBecause">A code; null while it delivers.</param>
/// <param name="After">Where it began, or where its last replay begins.</param>
/// <param name="Replays">How often it was replayed: a checkpoint from before the last replay does not count.</param>
/// <param name="Round">Rises when a new round of attempts begins.</param>
internal sealed record WebhookState(
    WebhookEvent.Created? Created, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset PreviousUntil, string? PausedBecause, long After, int Replays,
    int Round, bool IsRemoved, WebhookEvent.ReplayedFrom? Replayed)
{
    /// <summary>How long both secrets sign after a rotation.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public static WebhookState Initial { get; } = new(null, [], null, default, null, 0, 0, 0, false, null);

    /// <summary>The secrets that sign at a moment, the new one first.</summary>
    public IEnumerable<byte[]> SecretsAt(DateTimeOffset now) => PreviousSecret is { } previous && now < PreviousUntil ? [Secret, previous] : [Secret];
}
