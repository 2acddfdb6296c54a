using System.Text;
using System.Text.RegularExpressions;

namespace Omnichannel.Channels.Email;

/// <summary>The charset that an HTML text names itself, in a <c>meta</c> element at its beginning (HTML, 13.2.3.2).</summary>
internal static partial class HtmlCharset
{
    private const int Looked = 1_024;

    /// <summary>Null when it names none.</summary>
    public static string? In(ReadOnlySpan<byte> html)
    {
        var beginning = Comment().Replace(Encoding.Latin1.GetString(html[..Math.Min(html.Length, Looked)]), "");
        return Meta().Matches(beginning).Select(meta => Of(meta.Value)).FirstOrDefault(name => name is not null);
    }

    private static string? Of(string meta)
    {
        var attributes = Attribute().Matches(meta).Select(one => (Name: one.Groups["name"].Value.ToLowerInvariant(), Value: one.Groups["value"].Value.Trim('"', '\'').Trim()))
            .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Value);
        var named = attributes.GetValueOrDefault("charset")
            ?? (string.Equals(attributes.GetValueOrDefault("http-equiv"), "content-type", StringComparison.OrdinalIgnoreCase) && InContent().Match(attributes.GetValueOrDefault("content") ?? "") is { Success: true } match
                ? match.Groups["name"].Value
                : null);
        // Read as ASCII so far, it is none of these.
        return named is null || Charsets.Find(named) is null ? null : named.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : named;
    }

    [GeneratedRegex("<!--.*?(-->|$)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<meta[\s/][^>]*>?", RegexOptions.IgnoreCase)]
    private static partial Regex Meta();

    [GeneratedRegex("""(?<name>[^\s=/>"']+)\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s>"']+)""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[^\s"';]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex InContent();
}
