using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// A value with parameters, such as <c>text/plain; charset=utf-8</c>: quoted or not, in RFC 2231's pieces and charsets, with comments, and
/// with the mistakes that mail programs make.
/// </summary>
/// <param name="Value">Before the first semicolon, lower case, without comments.</param>
internal sealed record HeaderValue(string Value, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MaxParameters = 200;

    /// <summary>A parameter by its lower-case name; null when there is none.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>Total: what cannot be understood is left out.</summary>
    public static HeaderValue Read(string text)
    {
        var position = 0;
        var value = FirstWord(text, ref position);
        var raw = new List<KeyValuePair<string, string>>();
        while (position < text.Length && raw.Count < MaxParameters)
        {
            var segment = Segment(text, ref position, out var equals);
            if (equals <= 0)
                continue;
            raw.Add(new(segment[..equals].Trim().ToLowerInvariant(), segment[equals..].Trim()));
        }

        return new HeaderValue(value, ExtendedParameters.Join(raw));
    }

    /// <summary>Up to a semicolon, a comment, or a blank: some programs forget the semicolon.</summary>
    private static string FirstWord(string text, ref int position)
    {
        var word = new StringBuilder();
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c is ';' or '(')
                break;
            if (!char.IsWhiteSpace(c))
                word.Append(c);
            else if (!((word.Length > 0 && word[^1] == '/') || (position + 1 < text.Length && text[position + 1] == '/')))
                break;
        }

        return word.ToString().Trim('"').ToLowerInvariant();
    }

    /// <summary>Up to the next semicolon outside quotes and comments; the quotes are gone, what they held stays.</summary>
    /// <param name="equals">Where in the result the value begins; the sign itself is left out. 0 = there is none.</param>
    private static string Segment(string text, ref int position, out int equals)
    {
        var result = new StringBuilder();
        equals = 0;
        var quoted = false;
        var comments = 0;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '\\' && (quoted || comments > 0) && position + 1 < text.Length)
            {
                // Windows paths are not escaped by those who send them: only quotes and backslashes were.
                if (text[position + 1] is '"' or '\\' or '(' or ')')
                    c = text[++position];
                if (comments == 0)
                    result.Append(c);
            }
            else if (comments > 0)
            {
                comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c == '(' && (equals == 0 || result.Length == equals))
            {
                comments++;
            }
            else if (!quoted && c == ';')
            {
                position++;
                break;
            }
            else if (!quoted && c == '=' && equals == 0)
            {
                equals = result.Length;
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString() is var segment && equals == 0 ? segment.Trim() : segment;
    }
}
