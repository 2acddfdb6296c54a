using System.Security.Cryptography;

namespace Omnichannel.Hosting;

/// <summary>What was seen of a file while its bytes went by.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Head">Its beginning, which tells its type.</param>
internal sealed record AttachmentBytes(long Size, string Sha256, byte[] Head)
{
    /// <exception cref="AttachmentTooLargeException">There are more than <paramref name="maxSize"/>.</exception>
    public static async Task<AttachmentBytes> CopyAsync(Stream from, Stream to, long maxSize, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        var head = new MemoryStream();
        long size = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            size += read;
            if (size > maxSize)
                throw new AttachmentTooLargeException(maxSize);
            if (head.Length < ContentTypes.HeadLength)
                head.Write(buffer, 0, (int)Math.Min(read, ContentTypes.HeadLength - head.Length));
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return new AttachmentBytes(size, Convert.ToHexStringLower(hash.GetHashAndReset()), head.ToArray());
    }
}
