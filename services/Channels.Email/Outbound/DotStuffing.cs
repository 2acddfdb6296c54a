namespace Omnichannel.Channels.Email;

/// <summary>Lines that begin with a dot get a second one, so that none ends the mail early (RFC 5321, 4.5.2).</summary>
internal static class DotStuffing
{
    /// <summary>The result always ends in CRLF; bare CR and LF, which no server agrees on, become CRLF.</summary>
    public static byte[] Stuff(byte[] mail)
    {
        var result = new MemoryStream(mail.Length + 64);
        var cursor = new LineCursor(mail);
        while (cursor.MoveNext())
        {
            if (cursor.Line is [(byte)'.', ..])
                result.WriteByte((byte)'.');
            result.Write(cursor.Line);
            result.Write("\r\n"u8);
        }

        return result.ToArray();
    }
}
