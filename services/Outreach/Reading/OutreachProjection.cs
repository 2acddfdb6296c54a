using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Outreach;

/// <summary>What outreach looks up: campaigns, enrolments, and what rules and audiences need to know of citizens.</summary>
internal sealed class OutreachProjection : IProjection
{
    public string Name => "outreach";

    public int Version => 2;

    public IReadOnlyList<string> FormerTables => ["outreach_ways"];

    public IReadOnlyList<Table> Tables { get; } = [.. CampaignRows.Tables, .. EnrolmentRows.Tables, .. CitizenRows.Tables];

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        var id = recorded.StreamId;
        switch (@event)
        {
            case CampaignEvent e:
                CampaignRows.Apply(id, recorded, e, rows);
                break;
            case OutreachEvent e:
                EnrolmentRows.Apply(id, recorded, e, rows);
                break;
            case CitizenEvent e:
                CitizenRows.Apply(id, e, rows);
                break;
            case LifeEventEvent e:
                CitizenRows.Apply(id, e, rows);
                break;
            case ContactPointEvent e:
                CitizenRows.Apply(id, e, rows);
                break;
            case ConversationEvent e:
                CitizenRows.Apply(id, e, rows);
                break;
        }
    }
}
