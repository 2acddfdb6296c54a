namespace Omnichannel.Simulator;

/// <summary>How many parts a text takes on the air (3GPP TS 23.038 and 23.040).</summary>
internal static class Segments
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>These take two septets each.</summary>
    private const string Extended = "^{}\\[~]|€\f";

    public static int Of(string text)
    {
        var sizes = text.All(c => Basic.Contains(c, StringComparison.Ordinal) || Extended.Contains(c, StringComparison.Ordinal))
            ? text.Select(c => Extended.Contains(c, StringComparison.Ordinal) ? 2 : 1).ToList()
            : null;
        return sizes is null ? Count(RunesOf(text), alone: 70, part: 67) : Count(sizes, alone: 160, part: 153);
    }

    private static List<int> RunesOf(string text) => [.. text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength)];

    /// <summary>No character is split between two parts.</summary>
    private static int Count(List<int> sizes, int alone, int part)
    {
        if (sizes.Sum() <= alone)
            return 1;
        var (parts, used) = (1, 0);
        foreach (var size in sizes)
        {
            if (used + size > part)
                (parts, used) = (parts + 1, 0);
            used += size;
        }

        return parts;
    }
}
