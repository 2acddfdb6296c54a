namespace Omnichannel.EventSourcing;

/// <summary>An event as it stands in the log.</summary>
/// <param name="Position">Its number in the whole log: positions rise in commit order. In SQLite and PostgreSQL they are 1, 2, 3 … without gaps; in EventStoreDB they have gaps.</param>
/// <param name="Stream">The name of its stream.</param>
/// <param name="Version">Its number in its stream: 1, 2, 3 …</param>
/// <param name="Content">The JSON object, UTF-8.</param>
public sealed record RecordedEvent(
    long Position, string Stream, long Version, Guid Id, string Type, ReadOnlyMemory<byte> Content, EventContext Context)
{
    public string Category => StreamName.CategoryOf(Stream);

    /// <summary>The part of the stream's name behind the category.</summary>
    public string StreamId => Stream[(Category.Length + 1)..];
}
