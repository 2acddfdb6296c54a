using System.Security.Cryptography;
using Amazon.Runtime;

namespace Omnichannel.Hosting;

/// <summary>Reads forward only, and fails at the end when the bytes were not those that the hash was made of.</summary>
/// <param name="owner">Disposed with it.</param>
internal sealed class VerifiedStream(Stream inner, string sha256, IDisposable owner) : Stream
{
    private const string Damaged = "The file is not the one that was stored: its hash differs.";
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="IOException">At the end: the file is damaged.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Checked(buffer.Span[..read], buffer.Length);
        }
        catch (AmazonClientException exception)
        {
            // The library has a check of its own, where the store's tag is an MD5.
            throw new IOException(Damaged, exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(ReadOnlySpan<byte> read, int asked)
    {
        if (read.IsEmpty && asked > 0 && !_isChecked)
        {
            _isChecked = true;
            if (Convert.ToHexStringLower(_hash.GetHashAndReset()) != sha256)
                throw new IOException(Damaged);
        }

        _hash.AppendData(read);
        return read.Length;
    }
}
