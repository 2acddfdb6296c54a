namespace Omnichannel.EventSourcing;

/// <summary>
/// A pure function from events to rows: no clock, no look-up, ids taken from the events. Live and rebuild run the same code.
/// </summary>
public interface IProjection
{
    /// <summary>Its name; its checkpoint is <c>{Name}-{Version}</c>.</summary>
    string Name { get; }

    /// <summary>A new version is rebuilt from the whole log.</summary>
    int Version { get; }

    IReadOnlyList<Table> Tables { get; }

    /// <summary>Names that it had in earlier versions of the program: its rows are rebuilt beside theirs.</summary>
    IReadOnlyList<string> FormerNames => [];

    /// <summary>Tables of earlier versions that this one no longer has: dropped once its own are whole, with the personal data in them.</summary>
    IReadOnlyList<string> FormerTables => [];

    /// <summary>Says which rows one event leads to. An <see cref="UnknownEvent"/> leads to none.</summary>
    void Apply(RecordedEvent recorded, object @event, RowChanges rows);
}
