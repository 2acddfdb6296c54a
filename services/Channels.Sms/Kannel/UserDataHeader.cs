namespace Omnichannel.Channels.Sms;

/// <summary>What stands before a message's text on the air (3GPP TS 23.040, 9.2.3.24), as far as it concerns us.</summary>
/// <param name="Part">Which part of a long message it is; null when it is a whole one.</param>
/// <param name="IsForApplication">Addressed to a port: not for people to read.</param>
internal sealed record UserDataHeader(MessagePart? Part, bool IsForApplication)
{
    private const byte Concatenated8 = 0x00;
    private const byte Ports8 = 0x04;
    private const byte Ports16 = 0x05;
    private const byte Concatenated16 = 0x08;

    /// <summary>Total: an element that does not fit ends it.</summary>
    public static UserDataHeader Read(ReadOnlySpan<byte> header)
    {
        MessagePart? part = null;
        var isForApplication = false;
        if (header.Length > 0)
            header = header[1..Math.Min(header.Length, header[0] + 1)];
        while (header.Length >= 2 && header.Length >= 2 + header[1])
        {
            var content = header.Slice(2, header[1]);
            part = (header[0], content.Length) switch
            {
                (Concatenated8, 3) => MessagePart.Of(content[0], content[1], content[2]) ?? part,
                (Concatenated16, 4) => MessagePart.Of((content[0] << 8) | content[1], content[2], content[3]) ?? part,
                _ => part,
            };
            isForApplication |= header[0] is Ports8 or Ports16;
            header = header[(2 + header[1])..];
        }

        return new UserDataHeader(part, isForApplication);
    }
}

/// <summary>One of several parts.</summary>
/// <param name="Number">From 1 to <paramref name="Total"/>.</param>
internal sealed record MessagePart(int Reference, int Total, int Number)
{
    /// <summary>Null for what cannot be: a message of one part, or a part beyond its message.</summary>
    public static MessagePart? Of(int reference, int total, int number) =>
        total is >= 2 and <= 255 && number >= 1 && number <= total ? new MessagePart(reference, total, number) : null;
}
