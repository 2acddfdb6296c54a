using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Omnichannel.EventSourcing.EventStoreDb.Wire;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>Our events as EventStoreDB's and back. Its revisions begin at 0, our versions at 1; a position is the commit position.</summary>
internal static class EsdbEvents
{
    private const string ContentType = "application/json";

    public static Uuid Uuid(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return new Uuid
        {
            Structured = new Uuid.Types.Structured
            {
                MostSignificantBits = BinaryPrimitives.ReadInt64BigEndian(bytes),
                LeastSignificantBits = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            },
        };
    }

    /// <summary>Either form; <see cref="Guid.Empty"/> when it is neither.</summary>
    public static Guid GuidOf(Uuid? id)
    {
        if (id?.Structured is not { } structured)
            return Guid.TryParse(id?.Text, out var parsed) ? parsed : Guid.Empty;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, structured.MostSignificantBits);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], structured.LeastSignificantBits);
        return new Guid(bytes, bigEndian: true);
    }

    public static StreamIdentifier Identifier(string stream) => new() { Name = ByteString.CopyFromUtf8(stream) };

    public static ProposedEvent Propose(NewEvent e) => new()
    {
        Id = Uuid(e.Id),
        Metadata = { ["type"] = e.Type, ["content-type"] = ContentType },
        CustomMetadata = UnsafeByteOperations.UnsafeWrap(EsdbMetadata.Write(e.Context)),
        Content = UnsafeByteOperations.UnsafeWrap(e.Content),
    };

    /// <summary>An event of a stream of ours or another's, in JSON: not the server's own, nor what is not JSON.</summary>
    public static bool IsOurs(StoredEvent stored) =>
        stored.Stream is { Name.IsEmpty: false } stream && stream.Name[0] != (byte)'$'
        && stored.Metadata.TryGetValue("type", out var type) && !type.StartsWith('$')
        && stored.Metadata.TryGetValue("content-type", out var content) && content == ContentType;

    public static RecordedEvent Read(StoredEvent stored) => new(
        checked((long)stored.CommitPosition),
        stored.Stream.Name.ToStringUtf8(),
        checked((long)stored.Revision + 1),
        GuidOf(stored.Id),
        stored.Metadata.GetValueOrDefault("type", ""),
        stored.Content.Memory,
        EsdbMetadata.Read(stored.CustomMetadata.Span, CreatedAt(stored)));

    private static DateTimeOffset CreatedAt(StoredEvent stored) =>
        long.TryParse(stored.Metadata.GetValueOrDefault("created"), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? DateTimeOffset.UnixEpoch.AddTicks(ticks)
            : DateTimeOffset.UnixEpoch;
}
