namespace Omnichannel.Channels.Email;

/// <summary>How far a mail is parsed. Mail to an administration does not need more; what goes over is parked, not cut.</summary>
internal static class MimeLimits
{
    /// <summary>Parts within parts, mails within mails.</summary>
    public const int Depth = 50;

    /// <summary>Parts of one mail, all levels together.</summary>
    public const int Parts = 1_000;

    /// <summary>Bytes of one part's headers.</summary>
    public const int HeaderBytes = 64 * 1024;

    /// <summary>Bytes of all parts' headers together: what is done with them costs a hundred times what it costs to carry them.</summary>
    public const int AllHeaderBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of a whole mail as it comes in: what the large providers take at most, with base64 around it.</summary>
    public const int MessageBytes = 40 * 1024 * 1024;
}
