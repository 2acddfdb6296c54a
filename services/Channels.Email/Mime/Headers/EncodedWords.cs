using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Encoded words (RFC 2047), read as generously as they are written: inside quotes, with blanks, several without a gap, a character split
/// between two. What is none stays as it is.
/// </summary>
internal static class EncodedWords
{
    private const int MaxCharset = 60;
    private static readonly SearchValues<char> NotInCharset = SearchValues.Create(" \t<>@,;\"");

    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
            return OneLine(text);
        var result = new StringBuilder(text.Length);
        var pending = new Pending();
        var position = 0;
        while (position < text.Length)
        {
            var start = text.IndexOf("=?", position, StringComparison.Ordinal);
            if (start < 0 || Word.At(text, start) is not { } word)
            {
                var end = start < 0 ? text.Length : start + 2;
                pending.FlushTo(result);
                result.Append(text, position, end - position);
                position = end;
                continue;
            }

            // Blanks between two encoded words belong to the folding, not to the text.
            if (!(pending.IsOpen && text.AsSpan(position, start - position).IsWhiteSpace()))
            {
                pending.FlushTo(result);
                result.Append(text, position, start - position);
            }

            pending.Add(word, result);
            position = word.End;
        }

        pending.FlushTo(result);
        return OneLine(result.ToString());
    }

    /// <summary>Nothing in a header's text may begin a new line: not there, and not where it is shown.</summary>
    private static string OneLine(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? new string([.. text.Select(c => c is '\t' or '\r' or '\n' ? ' ' : c).Where(c => c >= ' ')]) : text;

    /// <summary>Bytes of neighbouring words in one charset: only together are they surely whole characters.</summary>
    private sealed class Pending
    {
        private readonly List<byte> _bytes = [];
        private string? _charset;

        public bool IsOpen => _charset is not null;

        public void Add(Word word, StringBuilder result)
        {
            if (!string.Equals(_charset, word.Charset, StringComparison.OrdinalIgnoreCase))
                FlushTo(result);
            _charset = word.Charset;
            _bytes.AddRange(word.Bytes);
        }

        public void FlushTo(StringBuilder result)
        {
            if (_charset is not null)
                result.Append(Charsets.Decode(CollectionsMarshal.AsSpan(_bytes), _charset));
            _bytes.Clear();
            _charset = null;
        }
    }

    /// <param name="End">Where the text goes on after it.</param>
    private sealed record Word(string Charset, byte[] Bytes, int End)
    {
        /// <summary><c>=?charset*language?B or Q?text?=</c>; null when there is none here.</summary>
        public static Word? At(string text, int start)
        {
            var charsetEnd = text.AsSpan(start + 2, Math.Min(MaxCharset, text.Length - start - 2)).IndexOf('?') + start + 2;
            if (charsetEnd <= start + 2 || charsetEnd + 2 >= text.Length || text[charsetEnd + 2] != '?')
                return null;
            var charset = text[(start + 2)..charsetEnd].Split('*')[0];
            var kind = char.ToUpperInvariant(text[charsetEnd + 1]);
            // Broken charsets are no reason to show an encoded word; blanks and the like mean that it is none.
            if (kind is not ('B' or 'Q') || charset.AsSpan().ContainsAny(NotInCharset))
                return null;
            var end = Terminator(text, charsetEnd + 3);
            if (end < 0)
                return null;
            var payload = Encoding.UTF8.GetBytes(text[(charsetEnd + 3)..end]);
            return new Word(charset, kind == 'B' ? Base64Decoding.Decode(payload) : QuotedPrintable.DecodeHeader(payload), end + 2);
        }

        /// <summary>Up to the next word at most, so that a missing end costs no second look at all that follows.</summary>
        private static int Terminator(string text, int from)
        {
            for (var i = from; i + 1 < text.Length; i++)
            {
                if (text[i] == '?' && text[i + 1] == '=')
                    return i;
                // Padding before the end looks like a beginning: "==?=".
                if (text[i] == '=' && text[i + 1] == '?' && i > from && !(i + 2 < text.Length && text[i + 2] == '='))
                    return -1;
            }

            return -1;
        }
    }
}
