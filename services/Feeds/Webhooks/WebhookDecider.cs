using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>One webhook subscription. Commands are the events that should follow.</summary>
internal static class WebhookDecider
{
    public const string Category = "webhook";

    public static Decider<WebhookEvent, WebhookEvent, WebhookState> Decider { get; } = new(Category, WebhookState.Initial, Decide, Evolve);

    public static Aggregate<WebhookEvent, WebhookEvent, WebhookState> At(Guid webhookId) => new(Decider, StreamOf(webhookId));

    public static StreamName StreamOf(Guid webhookId) => new(Category, webhookId);

    public static Decision<WebhookEvent> Decide(WebhookEvent command, WebhookState state) => (command, state) switch
    {
        (WebhookEvent.Created, { Created: not null }) => Decision<WebhookEvent>.Nothing,
        (WebhookEvent.Created, _) => command,
        (_, { Created: null }) => Refusals.NoWebhook,
        (WebhookEvent.Removed, { IsRemoved: true }) => Decision<WebhookEvent>.Nothing,
        (_, { IsRemoved: true }) => Refusals.NoWebhook,
        (WebhookEvent.SecretRotated e, _) when state.Secret.AsSpan().SequenceEqual(e.Secret) => Decision<WebhookEvent>.Nothing,
        (WebhookEvent.Paused, { PausedBecause: not null }) => Decision<WebhookEvent>.Nothing,
        (WebhookEvent.Resumed, { PausedBecause: null }) => Decision<WebhookEvent>.Nothing,
        (WebhookEvent.ReplayedFrom e, _) when e == state.Replayed => Decision<WebhookEvent>.Nothing,
        _ => command,
    };

    public static WebhookState Evolve(WebhookState state, WebhookEvent @event) => @event switch
    {
        WebhookEvent.Created e => state with { Created = e, Secret = e.Secret, After = e.After },
        WebhookEvent.SecretRotated e => state with { Secret = e.Secret, PreviousSecret = state.Secret, PreviousUntil = e.At + WebhookState.Overlap },
        WebhookEvent.Paused e => state with { PausedBecause = e.Reason },
        WebhookEvent.Resumed => state with { PausedBecause = null, Round = state.Round + 1 },
        WebhookEvent.ReplayedFrom e => state with { Replayed = e, After = e.After, Replays = state.Replays + 1, Round = state.Round + 1 },
        WebhookEvent.Removed => state with { IsRemoved = true },
        _ => state,
    };
}
