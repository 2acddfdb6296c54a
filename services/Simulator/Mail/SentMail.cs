using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Omnichannel.Simulator;

/// <summary>As much of a mail as a citizen's program shows: its headers, and its first text. Reads what we send, not what the world does.</summary>
internal sealed partial record SentMail(IReadOnlyDictionary<string, string> Headers, string Text)
{
    public string this[string name] => Headers.GetValueOrDefault(name) ?? "";

    public static SentMail Read(byte[] mail)
    {
        var (headers, body) = Part(Encoding.UTF8.GetString(mail).ReplaceLineEndings("\n"));
        var type = headers.GetValueOrDefault("content-type") ?? "";
        if (BoundaryIn().Match(type) is { Success: true } match && body.Split($"--{match.Groups[1].Value}\n") is [_, var first, ..])
        {
            var (inner, text) = Part(first);
            return new SentMail(headers, Decode(inner, text));
        }

        return new SentMail(headers, Decode(headers, body));
    }

    private static (Dictionary<string, string> Headers, string Body) Part(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = (end < 0 ? text : text[..end]).Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>();
        foreach (var line in head.Split('\n'))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                headers.TryAdd(line[..colon].ToLowerInvariant(), Words(line[(colon + 1)..].Trim()));
        }

        return (headers, end < 0 ? "" : text[(end + 2)..]);
    }

    private static string Decode(Dictionary<string, string> headers, string body) =>
        (headers.GetValueOrDefault("content-transfer-encoding") == "quoted-printable" ? QuotedPrintable(body) : body).TrimEnd('\n');

    private static string QuotedPrintable(string body)
    {
        var bytes = new List<byte>();
        var text = body.Replace("=\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Words(string value)
    {
        var bytes = new byte[value.Length];
        return EncodedWord().Replace(value, match => Convert.TryFromBase64String(match.Groups[1].Value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : match.Value);
    }

    [GeneratedRegex("""boundary="?([^";]+)"?""", RegexOptions.IgnoreCase)]
    private static partial Regex BoundaryIn();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=\s*", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
