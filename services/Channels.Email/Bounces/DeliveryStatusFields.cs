namespace Omnichannel.Channels.Email;

/// <summary>Blocks of fields as reports carry them (RFC 3464, 5965, 8098): headers, divided by any number of empty lines.</summary>
internal static class DeliveryStatusFields
{
    private const int MaxBlocks = 200;

    public static IReadOnlyList<HeaderList> Read(ReadOnlyMemory<byte> content)
    {
        var blocks = new List<HeaderList>();
        var cursor = new LineCursor(content);
        while (!cursor.AtEnd && blocks.Count < MaxBlocks)
        {
            if (HeaderScanner.Read(cursor, _ => false) is not { } block)
                break;
            if (block.Fields.Count > 0)
                blocks.Add(block);
            // A line that is no field ends a block without being read: over it.
            else if (!cursor.AtEnd)
                cursor.MoveNext();
        }

        return blocks;
    }

    /// <summary>The value behind a type, as in <c>rfc822; anna@example.org</c>.</summary>
    public static string? Untyped(string? value) =>
        value is null ? null : value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>') is { Length: > 0 } plain ? plain : null;

}
