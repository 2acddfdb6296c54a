namespace Omnichannel.Channels.Email;

/// <summary>
/// Reads a block of headers. It ends at an empty line, at the end, or at a line that is no header: then the mail has lost its empty line,
/// and that line is the body's first.
/// </summary>
internal static class HeaderScanner
{
    /// <summary>Null when the block is larger than <see cref="MimeLimits.HeaderBytes"/>.</summary>
    /// <param name="isBoundary">Recognizes a line that belongs to an enclosing multipart: the part has ended within its headers.</param>
    public static HeaderList? Read(LineCursor cursor, Func<ReadOnlySpan<byte>, bool> isBoundary)
    {
        var fields = new List<HeaderField>();
        string? name = null;
        var value = new MemoryStream();
        var first = true;
        long size = 0;
        while (cursor.MoveNext())
        {
            var line = cursor.Line;
            if (line.IsEmpty)
                break;
            size += cursor.Next - cursor.Start;
            if (size > MimeLimits.HeaderBytes)
                return null;
            if (isBoundary(line))
            {
                cursor.Stay();
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t' && name is not null)
            {
                // One blank for the fold, however deep it is indented; a line of blanks alone says nothing.
                if (line.Trim(" \t"u8) is { IsEmpty: false } more)
                {
                    value.WriteByte((byte)' ');
                    value.Write(more);
                }

                continue;
            }

            if (Colon(line) is not (> 0 and var colon))
            {
                var isEnvelope = first && (line.StartsWith("From "u8) || line.StartsWith(">From "u8));
                // A folded line whose header is missing, or white space alone, is passed over; so is the line mailboxes put before a mail.
                if (isEnvelope || line.Trim(" \t"u8).IsEmpty)
                {
                    first = false;
                    continue;
                }

                cursor.Stay();
                break;
            }

            Add();
            first = false;
            name = System.Text.Encoding.ASCII.GetString(line[..colon].TrimEnd(" \t"u8));
            value.Write(line[(colon + 1)..]);
        }

        Add();
        return new HeaderList(fields);

        void Add()
        {
            if (name is not null)
                fields.Add(new HeaderField(name, value.ToArray()));
            value.SetLength(0);
        }
    }

    /// <summary>Where a header's name ends: visible ASCII, perhaps blanks (RFC 5322, 4.5.8), then the colon. 0 = no header.</summary>
    private static int Colon(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return 0;
        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? 0 : colon;
    }
}
