using System.Text;
using Amazon.S3.Model;

namespace Omnichannel.Hosting;

/// <summary>
/// Files as objects of a bucket, named by id alone; their own name and hash are the object's metadata. A file is spooled to this machine's disk
/// first, for an object's size and type are said before its bytes.
/// </summary>
internal sealed class S3Attachments(S3Bucket bucket) : IAttachmentStore
{
    private const string NameKey = "name", HashKey = "sha256";

    public async Task<StoredAttachment> SaveAsync(Guid id, Stream content, string? name, string? declaredType, long maxSize, CancellationToken ct)
    {
        if (await bucket.FindAsync(KeyOf(id), ct) is { } there)
            return StoredOf(id, there.Headers.ContentType, there.ContentLength, there.Metadata);
        await using var spool = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        var written = await AttachmentBytes.CopyAsync(content, spool, maxSize, ct);
        var stored = new StoredAttachment(id, FileNames.Clean(name), ContentTypes.Of(written.Head, declaredType), written.Size, written.Sha256);
        spool.Position = 0;
        var put = new PutObjectRequest { Key = KeyOf(id), InputStream = spool, ContentType = stored.ContentType, UseChunkEncoding = false, AutoCloseStream = false };
        put.Metadata[HashKey] = stored.Sha256;
        // Metadata are ASCII.
        if (stored.Name is not null)
            put.Metadata[NameKey] = Convert.ToBase64String(Encoding.UTF8.GetBytes(stored.Name));
        await bucket.PutAsync(put, ct);
        return stored;
    }

    public async Task<OpenAttachment?> OpenAsync(Guid id, CancellationToken ct)
    {
        if (await bucket.GetAsync(KeyOf(id), ct) is not { } found)
            return null;
        var stored = StoredOf(id, found.Headers.ContentType, found.ContentLength, found.Metadata);
        return new OpenAttachment(stored, new VerifiedStream(found.ResponseStream, stored.Sha256, found));
    }

    public Task DeleteAsync(Guid id, CancellationToken ct) => bucket.DeleteAsync(KeyOf(id), ct);

    private static StoredAttachment StoredOf(Guid id, string type, long size, MetadataCollection metadata) => new(
        id, metadata[NameKey] is { Length: > 0 } name ? Encoding.UTF8.GetString(Convert.FromBase64String(name)) : null, type, size, metadata[HashKey] ?? "");

    private static string KeyOf(Guid id) => id.ToString("N");
}
