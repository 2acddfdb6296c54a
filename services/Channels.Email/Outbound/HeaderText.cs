using System.Globalization;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>Text in headers: encoded words (RFC 2047) and encoded parameters (RFC 2231) where it is not plain ASCII, folded.</summary>
internal static class HeaderText
{
    /// <summary>Of a word's 75 characters, what is left for base64 beside <c>=?utf-8?B??=</c>: 60, and so 45 bytes.</summary>
    private const int BytesPerWord = 45;
    private const int MaxLine = 76;

    /// <summary>Free text, such as a subject.</summary>
    /// <param name="column">How far the line is filled already.</param>
    public static string Encode(string text, int column)
    {
        // What looks like an encoded word would be read as one.
        if (Ascii.IsValid(text) && !text.Contains("=?", StringComparison.Ordinal) && !text.Any(char.IsControl) && Fold(text, column) is { } folded)
            return folded;
        return string.Join("\r\n ", Words(text));
    }

    /// <summary>A name beside an address.</summary>
    public static string Phrase(string name)
    {
        if (!Ascii.IsValid(name) || name.Contains("=?", StringComparison.Ordinal) || name.Any(char.IsControl) || name.Length > 60)
            return string.Join("\r\n ", Words(name));
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ')
            ? name
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A parameter with its semicolon, on a line of its own; a name that is not plain is written in both forms that programs read.</summary>
    public static string Parameter(string name, string value)
    {
        var isPlain = Ascii.IsValid(value) && value.Length <= 60 && !value.Any(c => char.IsControl(c) || c is '"' or '\\');
        if (isPlain)
            return $";\r\n {name}=\"{value}\"";
        var pieces = new StringBuilder();
        var number = 0;
        var piece = new StringBuilder("utf-8''");
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            var one = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' ? $"{(char)b}" : $"%{b:X2}";
            if (piece.Length + one.Length > 55)
                Flush();
            piece.Append(one);
        }

        Flush();
        return pieces.ToString();

        void Flush()
        {
            pieces.Append(CultureInfo.InvariantCulture, $";\r\n {name}*{number++}*={piece}");
            piece.Clear();
        }
    }

    private static IEnumerable<string> Words(string text)
    {
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            // Whole characters in each word, as the RFC wants it.
            if (bytes.Count + rune.Utf8SequenceLength > BytesPerWord)
                yield return Word();
            var buffer = new byte[rune.Utf8SequenceLength];
            rune.EncodeToUtf8(buffer);
            bytes.AddRange(Rune.IsControl(rune) ? " "u8.ToArray() : buffer);
        }

        yield return Word();

        string Word()
        {
            var word = $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
            bytes.Clear();
            return word;
        }
    }

    /// <summary>Breaks before blanks; null when a word is too long for that.</summary>
    private static string? Fold(string text, int column)
    {
        var result = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (word.Length > MaxLine - 2)
                return null;
            if (result.Length > 0)
            {
                result.Append(column + 1 + word.Length > MaxLine ? "\r\n " : " ");
                column = column + 1 + word.Length > MaxLine ? 1 : column + 1;
            }

            result.Append(word);
            column += word.Length;
        }

        return result.ToString();
    }
}
