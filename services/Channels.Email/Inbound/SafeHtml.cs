using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Omnichannel.Channels.Email;

/// <summary>
/// HTML mail made harmless. It is read token by token and rewritten: only elements and attributes of a list come out, everything escaped,
/// every element closed, so that nothing of the sender's own markup is ever passed on. No document tree is built: unclosed elements make one
/// of quadratic size. Nothing is loaded from elsewhere; pictures are those that came with the mail.
/// </summary>
/// <param name="Html">For showing.</param>
/// <param name="Text">The same as plain text, lines ended by LF.</param>
internal sealed record SafeHtml(string Html, string Text)
{
    /// <summary>Characters of HTML that are read; letters with more are no letters.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    /// <param name="pictures">Where each Content-ID of the same mail is found.</param>
    public static SafeHtml Of(string html, IReadOnlyDictionary<string, string> pictures)
    {
        using var source = new TextSource(html.Length > MaxLength ? html[..MaxLength] : html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.ResolverExtended)
        {
            SkipComments = true,
            ShouldEmitAttribute = (ref _, name) => SafeElements.IsAttribute(name.Span),
        };
        var writer = new SafeHtmlWriter(pictures);
        string? dropped = null;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when dropped is null:
                    writer.Text(token.Data);
                    break;
                case HtmlTokenType.StartTag when dropped is null:
                    // Their content is no text of the mail; the tokenizer has to know how it is written.
                    if (SafeElements.ModeOf(token.Name) is { } mode)
                        (dropped, tokenizer.State) = (token.Name, mode);
                    else
                        writer.Open(token.AsTag());
                    break;
                case HtmlTokenType.EndTag when dropped is not null:
                    if (token.Name == dropped)
                        dropped = null;
                    break;
                case HtmlTokenType.EndTag:
                    writer.Close(token.Name);
                    break;
            }
        }

        return writer.Finish();
    }
}
