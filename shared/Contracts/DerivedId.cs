using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Omnichannel.Contracts;

/// <summary>
/// Ids that follow from what they name, so that the same thing said twice gets the same id: a UUID of version 8 (RFC 9562) made of
/// the first 16 bytes of SHA-256, or of HMAC-SHA256 where the parts could be guessed, over the length-prefixed parts.
/// </summary>
public static class DerivedId
{
    /// <summary>An id anybody can derive again from the same parts.</summary>
    public static Guid From(params ReadOnlySpan<string> parts) => FromHash(SHA256.HashData(Encode(parts)));

    /// <summary>An id only the holder of <paramref name="key"/> can derive: it gives nothing away about guessable parts.</summary>
    public static Guid Keyed(byte[] key, params ReadOnlySpan<string> parts) => FromHash(HMACSHA256.HashData(key, Encode(parts)));

    private static byte[] Encode(ReadOnlySpan<string> parts)
    {
        var size = 0;
        foreach (var part in parts)
            size += 4 + Encoding.UTF8.GetByteCount(part);
        var bytes = new byte[size];
        var rest = bytes.AsSpan();
        foreach (var part in parts)
        {
            var length = Encoding.UTF8.GetBytes(part, rest[4..]);
            BinaryPrimitives.WriteInt32BigEndian(rest, length);
            rest = rest[(4 + length)..];
        }

        return bytes;
    }

    private static Guid FromHash(ReadOnlySpan<byte> hash)
    {
        Span<byte> id = stackalloc byte[16];
        hash[..16].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
