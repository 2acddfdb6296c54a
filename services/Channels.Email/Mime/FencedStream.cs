namespace Omnichannel.Channels.Email;

/// <summary>A mail's bytes, which are read no further than a header block may reach while one is being read.</summary>
internal sealed class FencedStream(byte[] mail) : MemoryStream(mail, writable: false)
{
    /// <summary>A reader reads ahead, a block at a time; where the block ends is checked exactly when it has ended.</summary>
    private const int ReadAhead = 16 * 1024;
    private long _fence = long.MaxValue;

    public void FenceFrom(long headersBegin) => _fence = headersBegin + MimeLimits.HeaderBytes + ReadAhead;

    public void Unfence() => _fence = long.MaxValue;

    /// <exception cref="BoundPassedException">A header block does not end.</exception>
    public override int Read(byte[] buffer, int offset, int count) =>
        Position <= _fence ? base.Read(buffer, offset, count) : throw new BoundPassedException("mail.headers-too-large");
}
