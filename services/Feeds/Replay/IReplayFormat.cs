using System.Buffers;
using Omnichannel.EventSourcing;

namespace Omnichannel.Feeds;

/// <summary>How events are written, one a line.</summary>
internal interface IReplayFormat
{
    /// <summary>Writes what stands above all events; nothing where the format has no such line.</summary>
    void WriteHead(IBufferWriter<byte> output);

    /// <summary>Writes one event with its line's end.</summary>
    void Write(IBufferWriter<byte> output, RecordedEvent recorded);

    /// <summary>The position in a whole line; null when there is none.</summary>
    long? PositionOf(ReadOnlySpan<byte> line);
}
