using System.Globalization;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>Puts parameters of RFC 2231 together: <c>name*=charset'language'percent</c>, and <c>name*0</c>, <c>name*1*</c> … in any order.</summary>
internal static class ExtendedParameters
{
    private sealed record Piece(int Number, bool IsEncoded, string Value);

    public static Dictionary<string, string> Join(IEnumerable<KeyValuePair<string, string>> raw)
    {
        var plain = new Dictionary<string, string>();
        var pieces = new Dictionary<string, List<Piece>>();
        foreach (var (name, value) in raw)
        {
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star <= 0)
            {
                plain.TryAdd(name, value);
                continue;
            }

            var isEncoded = name.EndsWith('*');
            var number = name[(star + 1)..].TrimEnd('*');
            if (!int.TryParse(number.Length == 0 ? "0" : number, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
                continue;
            var key = name[..star].TrimEnd();
            if (!pieces.TryGetValue(key, out var list))
                pieces[key] = list = [];
            list.Add(new Piece(place, isEncoded, value));
        }

        // A sender of both sends the plain one for programs that cannot read the other.
        foreach (var (name, list) in pieces)
            plain[name] = Join(list);
        return plain;
    }

    private static string Join(List<Piece> pieces)
    {
        pieces.Sort((a, b) => a.Number.CompareTo(b.Number));
        var bytes = new MemoryStream();
        string? charset = null;
        var isFirst = true;
        foreach (var piece in pieces)
        {
            var value = piece.Value;
            if (isFirst && piece.IsEncoded && value.Split('\'', 3) is [var named, _, var rest])
                (charset, value) = (named, rest);
            isFirst = false;
            bytes.Write(piece.IsEncoded ? Unescape(value) : Encoding.UTF8.GetBytes(value));
        }

        // Over all pieces at once: a character may be split between two.
        return Charsets.Decode(bytes.ToArray(), charset);
    }

    private static byte[] Unescape(string value)
    {
        var source = Encoding.UTF8.GetBytes(value);
        var target = new MemoryStream(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '%' && i + 2 < source.Length && char.IsAsciiHexDigit((char)source[i + 1]) && char.IsAsciiHexDigit((char)source[i + 2]))
            {
                target.WriteByte(byte.Parse(source.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                target.WriteByte(source[i]);
            }
        }

        return target.ToArray();
    }
}
