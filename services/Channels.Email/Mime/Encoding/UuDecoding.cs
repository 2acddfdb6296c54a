namespace Omnichannel.Channels.Email;

/// <summary>Uuencode, from before MIME: lines of a length and four characters for three bytes, between <c>begin</c> and <c>end</c>.</summary>
internal static class UuDecoding
{
    public static byte[] Decode(byte[] source)
    {
        var target = new MemoryStream(source.Length);
        var cursor = new LineCursor(source);
        while (cursor.MoveNext())
        {
            var line = cursor.Line;
            if (line.StartsWith("begin "u8) || line.IsEmpty)
                continue;
            if (line.SequenceEqual("end"u8))
                break;
            WriteLine(target, line);
        }

        return target.ToArray();
    }

    private static void WriteLine(MemoryStream target, ReadOnlySpan<byte> line)
    {
        var length = Value(line[0]);
        for (var (i, written) = (1, 0); written < length && i < line.Length; i += 4)
        {
            var bits = (Value(At(line, i)) << 18) | (Value(At(line, i + 1)) << 12) | (Value(At(line, i + 2)) << 6) | Value(At(line, i + 3));
            for (var shift = 16; shift >= 0 && written < length; shift -= 8, written++)
                target.WriteByte((byte)(bits >> shift));
        }
    }

    private static byte At(ReadOnlySpan<byte> line, int i) => i < line.Length ? line[i] : (byte)' ';

    private static int Value(byte character) => (character - ' ') & 0x3F;
}
