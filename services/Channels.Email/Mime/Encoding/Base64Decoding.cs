namespace Omnichannel.Channels.Email;

/// <summary>Base64 as it comes: junk between the characters is passed over, padding may be missing, or stand in the middle where two were joined.</summary>
internal static class Base64Decoding
{
    private static readonly short[] Values = Table();

    public static byte[] Decode(ReadOnlySpan<byte> source)
    {
        var target = new byte[(source.Length * 3L / 4) + 3];
        var (length, bits, count) = (0, 0, 0);
        foreach (var b in source)
        {
            int value = Values[b];
            if (value >= 0)
            {
                bits = (bits << 6) | value;
                if (++count < 4)
                    continue;
                target[length++] = (byte)(bits >> 16);
                target[length++] = (byte)(bits >> 8);
                target[length++] = (byte)bits;
                (bits, count) = (0, 0);
            }
            else if (b == '=')
            {
                Flush(target, ref length, bits, count);
                (bits, count) = (0, 0);
            }
        }

        Flush(target, ref length, bits, count);
        return target[..length];
    }

    /// <summary>What an unfinished group of four says.</summary>
    private static void Flush(byte[] target, ref int length, int bits, int count)
    {
        if (count == 2)
        {
            target[length++] = (byte)(bits >> 4);
        }
        else if (count == 3)
        {
            target[length++] = (byte)(bits >> 10);
            target[length++] = (byte)(bits >> 2);
        }
    }

    private static short[] Table()
    {
        var table = new short[256];
        Array.Fill(table, (short)-1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < alphabet.Length; i++)
            table[alphabet[i]] = (short)i;
        return table;
    }
}
