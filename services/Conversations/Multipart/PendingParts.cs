using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;
using static Omnichannel.EventSourcing.ColumnType;

namespace Omnichannel.Conversations;

/// <summary>Which long messages are still incomplete, and since when.</summary>
internal sealed class PendingParts : IProjection
{
    public static readonly Table Waiting = new("pending_parts", "id", [new("is_waiting", Number), new("at", Number)], ["is_waiting, at"]);

    public string Name => "pending-parts";

    public IReadOnlyList<string> FormerNames => ["waiting-parts"];

    public IReadOnlyList<string> FormerTables => ["waiting_parts"];

    public int Version => 1;

    public IReadOnlyList<Table> Tables { get; } = [Waiting];

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        var id = recorded.StreamId;
        if (@event is PartsEvent.PartKept kept)
            rows.Set(Waiting, id, ("is_waiting", 1L), ("at", Microseconds.Of(kept.At)));
        else if (@event is PartsEvent.Joined)
            rows.Set(Waiting, id, ("is_waiting", 0L));
    }
}
