using Omnichannel.Contracts;
using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Outreach;

/// <summary>Enrolments: who is due, what was sent and answered, what was held back. Nobody's texts.</summary>
internal static class EnrolmentRows
{
    public static readonly Table Enrolments = new(
        "outreach_enrolments", "id",
        [
            new("campaign_id", Text), new("citizen_id", Text), new("version", Number), new("status", Text), new("step", Text), new("outcome", Text),
            new("due_at", Number), new("begun_at", Number), new("sent_at", Number), new("channel", Text), new("rule", Text), new("branch", Text),
            new("ended_at", Number), new("changed", Number),
        ],
        ["status, due_at", "citizen_id", "campaign_id, status", "campaign_id, changed"]);

    public static readonly Table Messages = new(
        "outreach_messages", "message_id",
        [new("enrolment_id", Text), new("step", Text), new("channel", Text), new("state", Text), new("reason", Text), new("at", Number)],
        ["enrolment_id"]);

    /// <summary>What rules said no to, or not now: one row per enrolment, step, channel and rule.</summary>
    public static readonly Table Refused = new(
        "outreach_refused", "id",
        [new("enrolment_id", Text), new("step", Text), new("channel", Text), new("rule", Text), new("says", Text), new("until", Number), new("at", Number)],
        ["enrolment_id"]);

    public static readonly Table Answers = new(
        "outreach_answers", "id", [new("enrolment_id", Text), new("step", Text), new("channel", Text), new("kind", Text), new("branch", Text), new("at", Number)],
        ["enrolment_id"]);

    public static IReadOnlyList<Table> Tables { get; } = [Enrolments, Messages, Refused, Answers];

    /// <summary>It goes on, and something of it falls due.</summary>
    public const string Active = "active";

    public static void Apply(string id, RecordedEvent recorded, OutreachEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case OutreachEvent.Begun e:
                rows.Set(
                    Enrolments, id, ("campaign_id", e.CampaignId.ToString()), ("citizen_id", e.CitizenId.ToString()), ("version", (long)e.Version),
                    ("status", e.IsHeldOut ? "held-out" : Active), ("step", e.Step), ("due_at", Microseconds.Of(e.DueAt)), ("begun_at", Microseconds.Of(e.At)));
                break;
            case OutreachEvent.MessageWanted e:
                rows.Set(Enrolments, id, ("sent_at", Microseconds.Of(e.At)), ("channel", e.Channel), ("rule", null));
                rows.Set(
                    Messages, e.MessageId.ToString(), ("enrolment_id", id), ("step", e.Step), ("channel", e.Channel), ("state", "pending"), ("at", Microseconds.Of(e.At)));
                break;
            case OutreachEvent.MessageReported e:
                rows.Set(Messages, e.MessageId.ToString(), ("state", NameOf(e.State)), ("reason", e.Reason));
                break;
            case OutreachEvent.MessageHeld e:
                rows.Set(Enrolments, id, ("due_at", Microseconds.Of(e.Until)), ("rule", e.Rule));
                Refuse(id, e.Step, e.Channel, e.Rule, e.Says, e.Until, e.At, rows);
                break;
            case OutreachEvent.ChannelPassed e:
                Refuse(id, e.Step, e.Channel, e.Rule, e.Says, null, e.At, rows);
                break;
            case OutreachEvent.StepEntered e:
                rows.Set(Enrolments, id, ("step", e.Step), ("due_at", Microseconds.Of(e.DueAt)));
                break;
            case OutreachEvent.Answered e:
                rows.Set(Enrolments, id, ("branch", e.Branch));
                rows.Set(
                    Answers, recorded.Id.ToString(), ("enrolment_id", id), ("step", e.Step), ("channel", e.Channel), ("kind", e.Kind), ("branch", e.Branch),
                    ("at", Microseconds.Of(e.At)));
                break;
            case OutreachEvent.HandedOver e:
                End(id, "handed-over", "handed-over", e.At, rows);
                break;
            case OutreachEvent.Finished e:
                End(id, "finished", e.Outcome, e.At, rows);
                break;
            case OutreachEvent.Stopped e:
                End(id, "stopped", e.Reason, e.At, rows);
                break;
        }

        rows.Set(Enrolments, id, ("changed", recorded.Position));
    }

    private static void End(string id, string status, string outcome, DateTimeOffset at, RowChanges rows) =>
        rows.Set(Enrolments, id, ("status", status), ("outcome", outcome), ("ended_at", Microseconds.Of(at)), ("due_at", null));

    private static void Refuse(
        string id, string step, string channel, string rule, string says, DateTimeOffset? until, DateTimeOffset at, RowChanges rows) =>
        rows.Set(
            Refused, $"{id}:{step}:{channel}:{rule}", ("enrolment_id", id), ("step", step), ("channel", channel), ("rule", rule), ("says", says),
            ("until", until is { } then ? Microseconds.Of(then) : null), ("at", Microseconds.Of(at)));

    private static string NameOf(DeliveryState state) => state.ToString().ToLowerInvariant();
}
