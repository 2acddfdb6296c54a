using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using Omnichannel.Feeds;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Feeds;

public sealed class WebhookProjectionSpecs
{
    private static readonly Guid Id = DerivedId.From("webhook");
    private static readonly DateTimeOffset Later = Moment.Noon.AddHours(1);
    private static readonly Table Webhooks = Assert.Single(new WebhookProjection().Tables);
    private static readonly WebhookEvent.Created Created = new(Id, "https://a.example/x", [], [], 7, false, "anna", "secret"u8.ToArray(), Moment.Noon);

    [Fact]
    public void A_webhook_is_listed_with_its_owner() => Given(Created)
        .ThenRows(Webhooks, new TableRow(Id.ToString(), ("owner", "anna"), ("created_at", Moment.Noon), ("is_removed", false), ("changed", 1)));

    [Fact]
    public void Whatever_happens_to_it_it_has_changed()
    {
        foreach (WebhookEvent e in (WebhookEvent[])
            [
                new WebhookEvent.SecretRotated(Id, [4], Later), new WebhookEvent.Paused(Id, "gone", Later), new WebhookEvent.Resumed(Id, Later), new WebhookEvent.ReplayedFrom(Id, 3, Later),
            ])
            Given(Created, e).ThenRows(Webhooks, new TableRow(Id.ToString(), ("owner", "anna"), ("created_at", Moment.Noon), ("is_removed", false), ("changed", 2)));
    }

    [Fact]
    public void A_removed_one_stays_as_such() =>
        Given(Created, new WebhookEvent.Removed(Id, Later)).ThenRows(Webhooks, new TableRow(Id.ToString(), ("owner", "anna"), ("is_removed", true), ("changed", 2)));

    [Fact]
    public void Each_has_a_row_and_no_secret_stands_in_it()
    {
        var other = DerivedId.From("other");
        Given(Created).Given(new StreamName("webhook", other), Created with { WebhookId = other, Owner = "ben" })
            .ThenRows(Webhooks, new TableRow(Id.ToString(), ("owner", "anna")), new TableRow(other.ToString(), ("owner", "ben"), ("changed", 2)))
            .ThenNowhere("secret", "https", Convert.ToBase64String(Created.Secret));
    }

    [Fact]
    public void Citizens_are_nothing_to_it() => ProjectionSpec.Of(new WebhookProjection())
        .Given(new StreamName("citizen", Id), new CitizenEvent.Registered(Later), new CitizenEvent.Erased("asked", "anna", Later))
        .ThenNothing();

    private static ProjectionSpec Given(params object[] events) => ProjectionSpec.Of(new WebhookProjection()).Given(new StreamName("webhook", Id), events);
}
