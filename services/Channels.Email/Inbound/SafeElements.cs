using System.Collections.Frozen;
using AngleSharp.Html.Parser;

namespace Omnichannel.Channels.Email;

/// <summary>The HTML that may be shown: text and its structure, tables, links that people click, nothing that runs, loads or styles.</summary>
internal static class SafeElements
{
    private static readonly FrozenSet<string> Allowed = new[]
    {
        "a", "abbr", "b", "blockquote", "br", "center", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
        "img", "ins", "li", "ol", "p", "pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "u", "ul",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Blocks = new[]
    {
        "blockquote", "br", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tr", "ul",
    }.ToFrozenSet();

    public static bool IsAllowed(string name) => Allowed.Contains(name);

    /// <summary>Stands on lines of its own in the plain text.</summary>
    public static bool IsBlock(string name) => Blocks.Contains(name);

    public static bool IsVoid(string name) => name is "br" or "hr" or "img";

    public static bool IsAttribute(ReadOnlySpan<char> name) => name is "href" or "src" or "title" or "alt" or "dir" or "lang" or "colspan" or "rowspan";

    /// <summary>How the content of an element is written that is left out with all it holds; null for all others.</summary>
    public static HtmlParseMode? ModeOf(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" or "noscript" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => null,
    };
}
