using Omnichannel.Contracts.Events;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>Which webhooks there are, whose, and when each last changed. What they are is in their streams.</summary>
internal sealed class WebhookProjection : IProjection
{
    private static readonly Table Webhooks = new(
        "webhooks", "id",
        [
            new("owner", ColumnType.Text), new("created_at", ColumnType.Number), new("is_removed", ColumnType.Number), new("changed", ColumnType.Number),
        ],
        ["changed", "owner, created_at"]);

    public string Name => "webhooks";

    public int Version => 1;

    public IReadOnlyList<Table> Tables { get; } = [Webhooks];

    public void Apply(RecordedEvent recorded, object @event, RowChanges rows)
    {
        if (@event is not WebhookEvent || !StreamName.TryParse(recorded.Stream, out var stream))
            return;
        rows.Set(Webhooks, stream.Value.Id, ("changed", recorded.Position));
        if (@event is WebhookEvent.Created created)
            rows.Set(Webhooks, stream.Value.Id, ("owner", created.Owner), ("created_at", Microseconds.Of(created.At)), ("is_removed", 0L));
        if (@event is WebhookEvent.Removed)
            rows.Set(Webhooks, stream.Value.Id, ("is_removed", 1L));
    }
}
