using Omnichannel.Channels.Email;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>HTML mail, made harmless.</summary>
public sealed class SafeHtmlTests
{
    private static readonly Dictionary<string, string> Pictures = new() { ["pic@mail"] = "/attachments/1" };

    [Theory]
    [InlineData("<p>Hello <b>there</b></p>", "<p>Hello <b>there</b></p>")]
    [InlineData("<script>alert(1)</script>x", "x")]
    [InlineData("<style>p{}</style><title>t</title>x", "x")]
    [InlineData("<img src=x onerror=alert(1)>x", "x")]
    [InlineData("<img src=\"https://tracker.example/1.gif\">x", "x")]
    [InlineData("<img src=\"cid:pic@mail\" onload=x alt=A>", "<img alt=\"A\" src=\"/attachments/1\">")]
    [InlineData("<img src=\"cid:other\">x", "x")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\" jAvAsCrIpT&#58;alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"data:text/html,x\">x</a>", "<a>x</a>")]
    [InlineData("<svg><script>alert(1)</script><a href=x>y</a></svg>", "<a>y</a>")]
    [InlineData("<p style=\"background:url(https://x)\" class=a id=b>x", "<p>x</p>")]
    [InlineData("<iframe src=https://x></iframe><form action=x><input>y</form>", "y")]
    [InlineData("<b><i>x</b>y</i>", "<b><i>x</i></b>y")]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d")]
    [InlineData("<!--[if mso]><b>x</b><![endif]-->y", "y")]
    [InlineData("<base href=https://x><link rel=stylesheet href=x><meta http-equiv=refresh content=0>y", "y")]
    public void Only_what_is_allowed_comes_out(string html, string safe) => Assert.Equal(safe, SafeHtml.Of(html, Pictures).Html);

    [Fact]
    public void A_link_opens_elsewhere_and_tells_nothing() => Assert.Equal(
        "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow ugc\" target=\"_blank\">x</a>",
        SafeHtml.Of("<a href=\"https://example.org/?a=1&b=2\" target=_top>x</a>", Pictures).Html);

    [Theory]
    [InlineData("<p>Hello  <b>there</b></p><p>next&nbsp;one</p>", "Hello there\n\nnext one")]
    [InlineData("one<br>two<br><br>three", "one\ntwo\n\nthree")]
    [InlineData("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("<div><div>x</div></div>\n<div>y</div>", "x\ny")]
    public void The_same_stands_in_plain_words(string html, string text) => Assert.Equal(text, SafeHtml.Of(html, Pictures).Text);

    [Fact]
    public void Towers_of_elements_and_of_attributes_come_out_bounded()
    {
        var deep = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<b title={i}>")) + "x" + string.Concat(Enumerable.Repeat("<p>", 100_000));
        Assert.InRange(SafeHtml.Of(deep, Pictures).Html.Length, 1, 2 * deep.Length);
        var wide = "<p " + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"a{i}=b title=c")) + ">x";
        Assert.InRange(SafeHtml.Of(wide, Pictures).Html.Length, 1, wide.Length);
    }
}
