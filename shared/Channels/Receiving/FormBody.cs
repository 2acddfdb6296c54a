using System.Text;

namespace Omnichannel.Channels;

/// <summary>
/// Fields of an <c>application/x-www-form-urlencoded</c> body (WHATWG URL), in their order, repeated names kept. Total: a wrong escape stays
/// as it is, bytes that are no UTF-8 become U+FFFD.
/// </summary>
public sealed class FormBody
{
    private const int MaxFields = 1_000;
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly List<byte[]> _bytes = [];

    private FormBody()
    {
    }

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>The first value under a name; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _fields)
            {
                if (key == name)
                    return value;
            }

            return null;
        }
    }

    /// <summary>The first value under a name as the bytes it stands for, for text in another charset; null when there is none.</summary>
    public byte[]? BytesOf(string name)
    {
        var place = _fields.FindIndex(field => field.Key == name);
        return place < 0 ? null : _bytes[place];
    }

    /// <summary>The fields in the query of a request's target; null when there are more than 1,000.</summary>
    public static FormBody? ReadQuery(string rawTarget)
    {
        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        return Read(question < 0 ? [] : Encoding.UTF8.GetBytes(rawTarget[(question + 1)..]));
    }

    /// <summary>Reads a body; null when it has more than 1,000 fields.</summary>
    public static FormBody? Read(ReadOnlySpan<byte> body)
    {
        var form = new FormBody();
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            if (field.IsEmpty)
                continue;
            if (form._fields.Count == MaxFields)
                return null;
            var equals = field.IndexOf((byte)'=');
            var name = equals < 0 ? field : field[..equals];
            var value = equals < 0 ? [] : field[(equals + 1)..];
            var bytes = Decode(value);
            form._fields.Add(new(Encoding.UTF8.GetString(Decode(name)), Encoding.UTF8.GetString(bytes)));
            form._bytes.Add(bytes);
        }

        return form;
    }

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'%', (byte)'+') < 0)
            return text.ToArray();
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '+')
                bytes[length++] = (byte)' ';
            else if (text[i] == '%' && i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                bytes[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
                bytes[length++] = text[i];
        }

        return bytes[..length];
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
