using System.Text;
using Omnichannel.Channels.Email;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>The tree of parts, whatever the bytes.</summary>
public sealed class MimeParserTests
{
    private const string Two = """
        Content-Type: multipart/mixed; boundary="b"

        preamble
        --b
        Content-Type: text/plain

        one
        --b
        Content-Type: text/html

        <p>two</p>
        --b--
        epilogue
        """;

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Any_line_end_divides_headers_and_parts(string lineEnd)
    {
        var root = MimeParser.Parse(Encoding.ASCII.GetBytes(Two.ReplaceLineEndings(lineEnd))).Root!;
        Assert.Equal(["multipart/mixed", "text/plain", "text/html"], root.All().Select(part => part.Type));
        Assert.Equal(["one", "<p>two</p>"], root.Parts.Select(part => part.Text()));
    }

    [Fact]
    public void A_boundary_that_begins_another_one_does_not_end_it()
    {
        var root = Mails.Parse("""
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=b1

            --b1

            plain
            --b1
            Content-Type: text/html

            html
            --b1--
            --b

            last
            --b--
            """);
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/plain"], root.All().Select(part => part.Type));
    }

    [Fact]
    public void A_part_that_lost_its_end_ends_with_the_one_around_it()
    {
        var root = Mails.Parse("""
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner

            plain
            --outer
            Content-Type: application/pdf; name=a.pdf

            %PDF
            """);
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "application/pdf"], root.All().Select(part => part.Type));
        Assert.Equal("plain", root.Parts[0].Parts[0].Text());
    }

    [Fact]
    public void A_boundary_that_is_not_announced_is_found() =>
        Assert.Equal(2, Mails.Parse(Two.Replace("; boundary=\"b\"", "", StringComparison.Ordinal).Replace("--b", "--boundary", StringComparison.Ordinal)).Parts.Count);

    [Fact]
    public void A_body_without_the_empty_line_before_it_is_read()
    {
        var root = Mails.Parse("Subject: hello\nthis is no header, it says: what it says\nand more");
        Assert.Equal("hello", root.Headers["Subject"]);
        Assert.Equal("this is no header, it says: what it says\nand more", root.Text());
    }

    [Fact]
    public void A_mail_within_a_mail_is_a_part_also_encoded()
    {
        var inner = Convert.ToBase64String(Encoding.ASCII.GetBytes("Subject: inner\n\nwords"));
        foreach (var (encoding, body) in new[] { ("7bit", "Subject: inner\n\nwords"), ("base64", inner) })
        {
            var root = Mails.Parse($"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{body}");
            Assert.Equal("inner", root.Parts[0].Headers["Subject"]);
            Assert.Equal("words", root.Parts[0].Text());
        }
    }

    [Theory]
    [InlineData("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9 =\ngo=es on", "café go=es on")]
    [InlineData("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\na=C3=A9  \nb =", "aé\nb ")]
    [InlineData("Content-Transfer-Encoding: base64\n\nSGVs!bG8\n*gd29y bGQ", "Hello world")]
    [InlineData("Content-Transfer-Encoding: base64\n\nSGVsbG8=IHdvcmxk", "Hello world")]
    [InlineData("Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n+2&5L;&\\@=V]R;&0\n`\nend", "Hello world")]
    [InlineData("Content-Type: text/plain; charset=utf-7\n\n+ADw-script", "+ADw-script")]
    [InlineData("Content-Type: text/plain; charset=no-such-thing\n\ncafé", "café")]
    [InlineData("Content-Type: text/plain; format=flowed\n\nIt goes \non. \n> quoted \n> on\n-- \nAnna", "It goes on. \n> quoted on\n-- \nAnna")]
    [InlineData("Content-Type: text/plain; format=flowed; delsp=yes\n\nzusammen \nhang", "zusammenhang")]
    public void Text_is_decoded_as_it_was_meant(string mail, string text) => Assert.Equal(text, Mails.Parse(mail).Text());

    [Theory]
    [InlineData("iso-2022-jp", "\x1b$B%F%9%H\x1b(B", "テスト")]
    [InlineData("shift_jis", "\x83\x65\x83\x58\x83\x67", "テスト")]
    [InlineData("cp-850", "caf\x82", "café")]
    [InlineData("windows-1252", "\x93hi\x94", "“hi”")]
    [InlineData("iso-8859-1", "\x80 5", "€ 5")]
    [InlineData("gb2312", "\xc4\xe3", "你")]
    [InlineData("iso-8859-8-i", "\xf9\xec\xe5\xed", "שלום")]
    [InlineData("utf8", "caf\xc3\xa9", "café")]
    [InlineData("ansi_x3.4-1968", "caf\xe9", "café")]
    public void A_charset_is_known_by_any_of_its_names(string charset, string bytes, string text) =>
        Assert.Equal(text, Charsets.Decode(Encoding.Latin1.GetBytes(bytes), charset));

    [Fact]
    public void Over_a_bound_a_mail_is_a_problem_with_a_code()
    {
        Assert.Equal("mail.too-deep", MimeParser.Parse(Nested(MimeLimits.Depth + 1)).Problem);
        Assert.Null(MimeParser.Parse(Nested(MimeLimits.Depth - 1)).Problem);
        Assert.Equal("mail.too-many-parts", MimeParser.Parse(Wide(MimeLimits.Parts + 1)).Problem);
        Assert.Null(MimeParser.Parse(Wide(MimeLimits.Parts - 1)).Problem);
        Assert.Equal("mail.headers-too-large", MimeParser.Parse(Mails.Bytes($"Subject: {new string('x', MimeLimits.HeaderBytes)}\n\n")).Problem);
    }

    [Fact]
    public void The_bytes_looked_at_grow_with_the_mail_and_not_with_its_square()
    {
        foreach (var mail in new[] { Nested(MimeLimits.Depth - 1), Wide(900), Mails.Bytes(Two + string.Concat(Enumerable.Repeat("--b1\n", 100_000))), Unclosed() })
            Assert.InRange(MimeParser.Parse(mail).Visited, 1, 3L * mail.Length);
    }

    private static byte[] Nested(int depth) => Mails.Bytes(
        string.Concat(Enumerable.Range(0, depth).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}x\n\n--b{i}x\n")) + "\nhello");

    private static byte[] Wide(int parts) => Mails.Bytes("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nhello\n", parts)) + "--b--\n");

    private static byte[] Unclosed() => [.. Nested(40), .. Mails.Bytes(string.Concat(Enumerable.Repeat("--b39xy\n--b0\n", 20_000)))];
}
