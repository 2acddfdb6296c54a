using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Feeds;

public sealed class WebhookSpecs
{
    private static readonly Guid Id = DerivedId.From("webhook");
    private static readonly DateTimeOffset Later = Moment.Noon.AddHours(1);
    private static readonly WebhookEvent.Created Created = new(Id, "https://a.example/x", [], [], 7, false, "anna", [1, 2, 3], Moment.Noon);
    private static readonly WebhookEvent.Paused Paused = new(Id, "gone", Later);
    private static readonly WebhookEvent.ReplayedFrom Replayed = new(Id, 3, Later);
    private static readonly WebhookEvent.Removed Removed = new(Id, Later);

    [Fact]
    public void It_is_made_once()
    {
        Given().When(Created).Then(Created);
        Given(Created).When(Created with { Secret = [9] }).ThenNothing();
    }

    [Fact]
    public void What_is_not_there_or_not_there_any_more_takes_no_command()
    {
        foreach (WebhookEvent command in new WebhookEvent[] { Paused, new WebhookEvent.Resumed(Id, Later), Replayed, new WebhookEvent.SecretRotated(Id, [4], Later) })
        {
            Given().When(command).ThenRefused("webhook.missing");
            Given(Created, Removed).When(command).ThenRefused("webhook.missing");
        }

        Given().When(Removed).ThenRefused("webhook.missing");
        Given(Created, Removed).When(Removed with { At = Later.AddHours(1) }).ThenNothing();
    }

    [Fact]
    public void The_first_reason_for_a_pause_stays()
    {
        Given(Created).When(Paused).Then(Paused);
        Given(Created, Paused).When(Paused with { Reason = "asked" }).ThenNothing();
        Given(Created).When(new WebhookEvent.Resumed(Id, Later)).ThenNothing();
        Given(Created, Paused).When(new WebhookEvent.Resumed(Id, Later)).Then(new WebhookEvent.Resumed(Id, Later));
    }

    [Fact]
    public void A_replay_moves_the_place_and_a_resumption_does_not()
    {
        var checkpoint = new WebhookCheckpoint(Id, 0, 0, 100, 4, Later, 9, 9);
        var resumed = State(Created, Paused, new WebhookEvent.Resumed(Id, Later));
        Assert.Equal(checkpoint with { Round = 1, Attempt = 0, DueAt = null }, checkpoint.For(resumed));
        var replayed = State(Created, Replayed);
        Assert.Equal(checkpoint with { Replays = 1, Round = 1, Position = 3, Attempt = 0, DueAt = null }, checkpoint.For(replayed));
        Assert.Equal(checkpoint, checkpoint.For(State(Created)));
        Given(Created, Replayed).When(Replayed with { After = 2 }).Then(Replayed with { After = 2 });
    }

    [Fact]
    public void Two_secrets_sign_for_a_day_after_a_rotation()
    {
        var state = State(Created, new WebhookEvent.SecretRotated(Id, [4, 5], Later));
        Assert.Equal([[4, 5], [1, 2, 3]], state.SecretsAt(Later.AddHours(24).AddTicks(-1)));
        Assert.Equal([[4, 5]], state.SecretsAt(Later.AddHours(24)));
        Given(Created).When(new WebhookEvent.SecretRotated(Id, [4, 5], Later)).Then(new WebhookEvent.SecretRotated(Id, [4, 5], Later));
    }

    private static Spec<WebhookEvent, WebhookEvent, WebhookState> Given(params WebhookEvent[] events) => Spec.Of(WebhookDecider.Decider, events);

    private static WebhookState State(params WebhookEvent[] events) => events.Aggregate(WebhookState.Initial, WebhookDecider.Evolve);
}
