using System.Net;

namespace Omnichannel.Channels.Email;

/// <summary>
/// The words of a mail or of a branch of it, piece by piece in their order. Of alternatives one branch is chosen for each kind, with all it says
/// (RFC 2046, 5.1.4); else each part says something of its own, and what has no text of one kind is put into it from the other.
/// </summary>
internal sealed class MailWords
{
    private readonly IReadOnlyList<Piece> _pieces;

    private MailWords(IReadOnlyList<Piece> pieces) => _pieces = pieces;

    /// <summary>One text; where both are there they say the same.</summary>
    private sealed record Piece(string? Plain, string? Html);

    public static MailWords None { get; } = new([]);

    public bool IsEmpty => _pieces.Count == 0;

    private bool HasPlain => _pieces.Any(piece => piece.Plain is not null);

    private bool HasHtml => _pieces.Any(piece => piece.Html is not null);

    /// <summary>Empty when nothing of it is plain: then whoever reads the HTML has its words.</summary>
    public string Text => HasPlain ? string.Join("\n", _pieces.Select(piece => piece.Plain ?? SafeHtml.Of(piece.Html!, NoPictures).Text)).Trim('\n') : "";

    /// <summary>Null when nothing of it is HTML.</summary>
    public string? Html => HasHtml ? string.Join("\n", _pieces.Select(piece => piece.Html ?? Marked(piece.Plain!))) : null;

    private static Dictionary<string, string> NoPictures { get; } = [];

    /// <summary>None when it is white space alone.</summary>
    public static MailWords Of(MailPart part)
    {
        var text = part.Text();
        if (text.AsSpan().IsWhiteSpace())
            return None;
        return new MailWords([part.Type == "text/html" ? new Piece(null, text) : new Piece(text.TrimEnd('\n', ' '), null)]);
    }

    public static MailWords AllOf(IEnumerable<MailWords> parts) => new([.. parts.SelectMany(part => part._pieces)]);

    public static MailWords OneOf(IReadOnlyList<MailWords> branches)
    {
        var plain = branches.FirstOrDefault(branch => branch is { HasPlain: true, HasHtml: false }) ?? branches.FirstOrDefault(branch => branch.HasPlain);
        var html = branches.FirstOrDefault(branch => branch.HasHtml);
        return plain is null && html is null ? None : new MailWords([new Piece(plain?.Text, html?.Html)]);
    }

    private static string Marked(string text) => $"<p>{WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";
}
