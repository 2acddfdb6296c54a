namespace Omnichannel.EventSourcing.Marten;

/// <summary>Somebody has archived this stream with Marten; it can be read, and nothing more is appended to it.</summary>
internal sealed class ArchivedStreamException(StreamName stream) : InvalidOperationException($"The stream {stream} is archived: nothing is appended to it.");
