namespace Omnichannel.Channels.Email;

/// <summary>What has been met in a mail so far, held against <see cref="MimeLimits"/>.</summary>
internal sealed class MimeTally
{
    private int _parts;
    private long _headerBytes;

    /// <param name="depth">0 = the mail itself.</param>
    /// <exception cref="BoundPassedException">It is too deep, or one too many.</exception>
    public void AddPart(int depth)
    {
        if (depth > MimeLimits.Depth)
            throw new BoundPassedException("mail.too-deep");
        if (++_parts > MimeLimits.Parts)
            throw new BoundPassedException("mail.too-many-parts");
    }

    /// <exception cref="BoundPassedException">It is too large, or they are together.</exception>
    public void AddHeaders(long bytes)
    {
        _headerBytes += bytes;
        if (bytes > MimeLimits.HeaderBytes || _headerBytes > MimeLimits.AllHeaderBytes)
            throw new BoundPassedException("mail.headers-too-large");
    }
}
