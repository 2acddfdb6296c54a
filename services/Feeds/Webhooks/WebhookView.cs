using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Omnichannel.Feeds;

/// <summary>A webhook as the API returns it.</summary>
/// <param name="Personal">Whether it gets personal fields: its key had the scope when it was made.</param>
/// <param name="Status">active or paused.</param>
/// <param name="Reason">Why it is paused: asked, gone or exhausted.</param>
/// <param name="Position">The last event that it has, or that its filter passed over.</param>
/// <param name="Attempts">How often the next event has failed.</param>
/// <param name="PreviousSecretUntil">Until when two secrets sign; absent when one does.</param>
/// <param name="Secret">Shown once: when it is made and when it is rotated.</param>
internal sealed record WebhookView(
    Guid Id, string Url, IReadOnlyList<string> Types, IReadOnlyList<string> Streams, bool Personal, string Owner,
    [property: AllowedValues("active", "paused")] string Status, string? Reason,
    string Position, int Attempts, DateTimeOffset? NextAttempt, DateTimeOffset CreatedAt, DateTimeOffset? PreviousSecretUntil, string? Secret)
{
    public static WebhookView Of(WebhookState state, WebhookCheckpoint checkpoint, DateTimeOffset now, bool showSecret = false)
    {
        var created = state.Created!;
        return new WebhookView(
            created.WebhookId, created.Url, created.Types, created.Streams, created.ShowsPersonal, created.Owner, state.PausedBecause is null ? "active" : "paused",
            state.PausedBecause, checkpoint.Position.ToString(CultureInfo.InvariantCulture), checkpoint.Attempt, state.PausedBecause is null ? checkpoint.DueAt : null, created.At,
            state.PreviousSecret is not null && now < state.PreviousUntil ? state.PreviousUntil : null, showSecret ? WebhookMessage.Written(state.Secret) : null);
    }
}
