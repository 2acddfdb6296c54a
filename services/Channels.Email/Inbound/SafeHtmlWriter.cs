using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser.Tokens;

namespace Omnichannel.Channels.Email;

/// <summary>Writes allowed elements, each closed in its order, and the same as plain text beside them.</summary>
internal sealed class SafeHtmlWriter(IReadOnlyDictionary<string, string> pictures)
{
    private const int MaxDepth = 100;
    private const int MaxAttribute = 2_000;
    private readonly StringBuilder _html = new();
    private readonly PlainTextWriter _words = new();
    private readonly Stack<string> _open = new();

    public void Text(string text)
    {
        _html.Append(Escape(text));
        _words.Text(text, _open.Contains("pre"));
    }

    public void Open(HtmlTagToken tag)
    {
        _words.Open(tag.Name);
        if (!SafeElements.IsAllowed(tag.Name) || (tag.Name == "img" && PictureOf(tag) is null))
            return;
        var isVoid = SafeElements.IsVoid(tag.Name);
        // Browsers repair nested links and deep nesting in surprising ways.
        if (!isVoid && (_open.Count >= MaxDepth || (tag.Name == "a" && _open.Contains("a"))))
            return;
        _html.Append('<').Append(tag.Name);
        foreach (var (name, value) in AttributesOf(tag))
            _html.Append(CultureInfo.InvariantCulture, $" {name}=\"{Escape(value)}\"");
        _html.Append('>');
        if (!isVoid)
            _open.Push(tag.Name);
    }

    public void Close(string name)
    {
        _words.Close(name);
        if (!_open.Contains(name))
            return;
        string closed;
        do
        {
            closed = _open.Pop();
            _html.Append("</").Append(closed).Append('>');
        }
        while (closed != name);
    }

    public SafeHtml Finish()
    {
        while (_open.TryPop(out var name))
            _html.Append("</").Append(name).Append('>');
        return new SafeHtml(_html.ToString(), _words.Finish());
    }

    private IEnumerable<(string Name, string Value)> AttributesOf(HtmlTagToken tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            var value = attribute.Value.Trim();
            if (value.Length > MaxAttribute)
                continue;
            if (attribute.Name == "href" && tag.Name == "a" && IsLink(value))
            {
                yield return ("href", value);
                yield return ("rel", "noopener noreferrer nofollow ugc");
                yield return ("target", "_blank");
            }
            else if (attribute.Name is "title" or "alt"
                || (attribute.Name == "dir" && value is "ltr" or "rtl" or "auto")
                || (attribute.Name == "lang" && value.Length <= 20 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                || (attribute.Name is "colspan" or "rowspan" && value.Length is 1 or 2 && value.All(char.IsAsciiDigit)))
            {
                yield return (attribute.Name, value);
            }
        }

        if (tag.Name == "img" && PictureOf(tag) is { } picture)
            yield return ("src", picture);
    }

    /// <summary>Only what came with the same mail; everything else would reveal to its sender that it was opened.</summary>
    private string? PictureOf(HtmlTagToken tag) =>
        tag.Attributes.Find(attribute => attribute.Name == "src").Value is { } source && source.Trim() is var trimmed
        && trimmed.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)
            ? pictures.GetValueOrDefault(Uri.UnescapeDataString(trimmed[4..]))
            : null;

    private static bool IsLink(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" or "tel" && !value.Any(char.IsControl);

    private static string Escape(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);
}
