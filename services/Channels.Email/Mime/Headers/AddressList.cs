using System.Buffers;
using System.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// Addresses out of a header (RFC 5322, with its obsolete forms): names quoted or not, comments, groups, routes, quoted local parts. Total
/// and in one pass; what is no address is passed over.
/// </summary>
internal static class AddressList
{
    private const int MaxAddresses = 1_000;
    private static readonly SearchValues<char> NotInDomain = SearchValues.Create(" \"<>,;");
    private static readonly SearchValues<char> NotInLocal = SearchValues.Create(" <>,;");

    public static IReadOnlyList<MailAddress> Read(string? text)
    {
        var addresses = new List<MailAddress>();
        if (text is null)
            return addresses;
        var reader = new Reader(text);
        while (!reader.AtEnd && addresses.Count < MaxAddresses)
        {
            if (reader.Next() is { } address)
                addresses.Add(address);
        }

        return addresses;
    }

    private sealed class Reader(string text)
    {
        private int _position;

        /// <summary>An @ stands in the words so far; looking for it each time would take the square of their length.</summary>
        private bool _hasAt;

        public bool AtEnd => _position >= text.Length;

        /// <summary>The next address; null when what stands before the next comma is none.</summary>
        public MailAddress? Next()
        {
            var words = new StringBuilder();
            var comment = "";
            string? angle = null;
            _hasAt = false;
            while (!AtEnd)
            {
                var c = text[_position];
                if (c is ',' or ';')
                {
                    _position++;
                    break;
                }

                if (c == '"')
                    Quoted(words);
                else if (c == '(')
                    comment = Comment();
                else if (c == '<' && angle is null)
                    angle = Angle();
                // A group's name says nothing about who wrote; what follows are its members.
                else if (c == ':' && angle is null && !_hasAt)
                    Drop(words);
                else
                    Append(words, c);
            }

            return Of(words.ToString(), comment, angle);
        }

        private static MailAddress? Of(string words, string comment, string? angle)
        {
            var outside = words.Trim();
            var address = Canonical(angle ?? outside);
            if (address is null)
                return null;
            var name = EncodedWords.Decode(angle is null ? comment : outside.Length > 0 ? Unquote(outside) : comment).Trim();
            return new MailAddress(name.Length == 0 ? null : name, address);
        }

        private void Append(StringBuilder words, char c)
        {
            _position++;
            _hasAt |= c == '@';
            words.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }

        private void Drop(StringBuilder words)
        {
            _position++;
            words.Clear();
        }

        private void Quoted(StringBuilder words)
        {
            words.Append('"');
            for (_position++; !AtEnd && text[_position] != '"'; _position++)
            {
                if (text[_position] == '\\' && _position + 1 < text.Length)
                    words.Append(text[_position++]);
                words.Append(text[_position]);
            }

            words.Append('"');
            _position++;
        }

        private string Comment()
        {
            var content = new StringBuilder();
            var depth = 0;
            for (; !AtEnd; _position++)
            {
                var c = text[_position];
                if (c == '\\' && _position + 1 < text.Length)
                    content.Append(text[++_position]);
                else if (c == '(' && depth++ == 0)
                    continue;
                else if (c == ')' && --depth == 0)
                    break;
                else
                    content.Append(c);
            }

            _position++;
            return content.ToString();
        }

        private string Angle()
        {
            var content = new StringBuilder();
            var quoted = false;
            for (_position++; !AtEnd; _position++)
            {
                var c = text[_position];
                if (c == '"')
                    quoted = !quoted;
                if (c == '>' && !quoted)
                    break;
                content.Append(c);
            }

            _position++;
            var address = content.ToString();
            // A source route (RFC 5321, appendix C): only the last address is meant.
            return address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? address[(colon + 1)..] : address;
        }

        private static string Unquote(string words)
        {
            if (!words.Contains('"', StringComparison.Ordinal))
                return words;
            var result = new StringBuilder(words.Length);
            for (var i = 0; i < words.Length; i++)
            {
                if (words[i] == '\\' && i + 1 < words.Length)
                    result.Append(words[++i]);
                else if (words[i] != '"')
                    result.Append(words[i]);
            }

            return result.ToString();
        }

        /// <summary>Null when it is no address.</summary>
        private static string? Canonical(string text)
        {
            var trimmed = text.Trim();
            var at = trimmed.LastIndexOf('@');
            if (at <= 0 || at == trimmed.Length - 1 || trimmed.Length > 320)
                return null;
            var domain = trimmed[(at + 1)..].Trim().TrimEnd('.');
            var local = trimmed[..at].Trim();
            if (local is ['"', .., '"'] && Unquote(local) is { Length: > 0 } bare && IsAtom(bare))
                local = bare;
            if (domain.Length == 0 || local.Length == 0 || domain.AsSpan().ContainsAny(NotInDomain) || (local[0] != '"' && local.AsSpan().ContainsAny(NotInLocal)))
                return null;
            return $"{local}@{domain}";
        }

        private static bool IsAtom(string local) =>
            !local.StartsWith('.') && !local.EndsWith('.') && local.All(c => char.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal));
    }
}
