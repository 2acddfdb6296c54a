using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Omnichannel.EventSourcing.EventStoreDb;

/// <summary>gRPC's five bytes before every message: a flag for compression, never set here, and the length.</summary>
internal static class GrpcFrames
{
    private const int HeaderLength = 5;

    /// <summary>The server's own bound is 16 MiB; a greater length is not a frame.</summary>
    private const uint MaxLength = 64 << 20;

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var length = message.CalculateSize();
        var header = output.GetSpan(HeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        output.Advance(HeaderLength);
        message.WriteTo(output);
    }

    /// <summary>Takes the next whole message off the buffer; false while it is not all there.</summary>
    /// <exception cref="EsdbException">What comes is no frame.</exception>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (buffer.Length < HeaderLength)
            return false;
        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] != 0 || length > MaxLength)
            throw new EsdbException(GrpcCode.Internal, "What the server sent is compressed, or not gRPC at all.");
        if (buffer.Length < HeaderLength + length)
            return false;
        message = buffer.Slice(HeaderLength, length);
        buffer = buffer.Slice(HeaderLength + length);
        return true;
    }
}
