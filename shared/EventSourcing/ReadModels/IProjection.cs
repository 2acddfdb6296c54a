namespace Omnichannel.EventSourcing;

/// <summary>
/// A pure function from events to rows: no clock, no look-up, ids taken from the events. Live and rebuild run the same code.
/// </summary>
public interface IProjection
{
    /// <summary>Its name; its checkpoint is <c>{Name}-{Version}</c>.</summary>
    string Name { get; }

    /// <summary>A new version is built anew from the whole log.</summary>
    int Version { get; }

    IReadOnlyList<Table> Tables { get; }

    /// <summary>Says which rows one event leads to. An <see cref="UnknownEvent"/> leads to none.</summary>
    void Apply(RecordedEvent recorded, object @event, RowChanges rows);
}
