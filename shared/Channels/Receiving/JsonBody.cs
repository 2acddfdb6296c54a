using System.Text;
using System.Text.Json;

namespace Omnichannel.Channels;

/// <summary>
/// A JSON body, made readable where only its characters are at fault: a byte order mark is passed over, bytes that are no UTF-8 and halves of
/// surrogate pairs (an emoji cut in two by its sender) become U+FFFD. So everything read from it afterwards is sound text.
/// </summary>
public static class JsonBody
{
    /// <summary>Null when it is no JSON, or nested deeper than 64. The document belongs to the caller.</summary>
    public static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(Sound(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Sound(byte[] body)
    {
        var start = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        ReadOnlyMemory<byte> sound = System.Text.Unicode.Utf8.IsValid(body.AsSpan(start))
            ? body.AsMemory(start)
            : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.AsSpan(start)));
        return sound.Span.IndexOf("\\ud"u8) < 0 && sound.Span.IndexOf("\\uD"u8) < 0 ? sound : WithoutHalves(sound.ToArray());
    }

    /// <summary>An escape has six bytes and so has its replacement: it is written over in place.</summary>
    private static byte[] WithoutHalves(byte[] json)
    {
        for (var i = 0; i + 1 < json.Length; i++)
        {
            if (json[i] != (byte)'\\')
                continue;
            var unit = UnitAt(json, i);
            if (unit is >= 0xD800 and <= 0xDBFF && UnitAt(json, i + 6) is >= 0xDC00 and <= 0xDFFF)
                i += 11;
            else if (unit is >= 0xD800 and <= 0xDFFF)
            {
                "\\ufffd"u8.CopyTo(json.AsSpan(i));
                i += 5;
            }
            else
                i++;
        }

        return json;
    }

    /// <summary>The UTF-16 unit of the escape at an index; -1 when there is none.</summary>
    private static int UnitAt(byte[] json, int at)
    {
        if (at + 5 >= json.Length || json[at] != (byte)'\\' || json[at + 1] != (byte)'u')
            return -1;
        var unit = 0;
        for (var i = at + 2; i < at + 6; i++)
        {
            if (!char.IsAsciiHexDigit((char)json[i]))
                return -1;
            unit = (unit << 4) | Convert.ToInt32(((char)json[i]).ToString(), 16);
        }

        return unit;
    }
}
