using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Timeline;

/// <summary>An enrolment on the citizen's timeline, step by step: why they were written to, why not, and how it ended.</summary>
internal static class OutreachEntries
{
    private const string Author = "outreach";

    public static void Apply(string id, RecordedEvent recorded, OutreachEvent @event, RowChanges rows)
    {
        switch (@event)
        {
            case OutreachEvent.Begun e:
                // The control group was never written to: there is nothing to show.
                if (!e.IsHeldOut)
                    Add("outreach-begun", e.At, null, e.Campaign, e.Department);
                break;
            case OutreachEvent.MessageWanted e:
                Add("outreach-message", e.At, e.Channel, string.Join('\n', e.Checks.Select(check => check.Says)), Author);
                break;
            case OutreachEvent.MessageHeld e:
                Add("outreach-held", e.At, e.Channel, e.Says, Author);
                break;
            case OutreachEvent.ChannelPassed e:
                Add("outreach-passed", e.At, e.Channel, e.Says, Author);
                break;
            case OutreachEvent.Answered e:
                Add("outreach-answered", e.At, e.Channel, e.Branch, Author);
                break;
            case OutreachEvent.HandedOver e:
                Add("outreach-handed-over", e.At, null, e.Queue, Author);
                break;
            case OutreachEvent.Finished { Step.Length: > 0 } e:
                Add("outreach-finished", e.At, null, e.Outcome, Author);
                break;
            case OutreachEvent.Stopped e:
                Add("outreach-stopped", e.At, null, e.Reason, e.Author);
                break;
        }

        void Add(string kind, DateTimeOffset at, string? channel, string? text, string author) =>
            TimelineProjection.Add(rows, recorded, recorded.Id, id, kind, at, null, channel, text, author);
    }

    public static void Apply(string id, RecordedEvent recorded, CitizenEvent @event, RowChanges rows)
    {
        (string Kind, DateTimeOffset At, string? Text, string Source)? entry = @event switch
        {
            CitizenEvent.ConsentGiven e => ("consent-given", e.At, e.Purpose, e.Source),
            CitizenEvent.ConsentWithdrawn e => ("consent-withdrawn", e.At, e.Purpose, e.Source),
            CitizenEvent.ContactForbidden e => ("contact-forbidden", e.At, null, e.Source),
            CitizenEvent.ContactAllowed e => ("contact-allowed", e.At, null, e.Source),
            _ => null,
        };
        if (entry is var (kind, at, text, source))
            TimelineProjection.Add(rows, recorded, recorded.Id, id, kind, at, null, null, text, source);
    }
}
