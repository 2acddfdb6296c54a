using System.Text;
using Omnichannel.Channels.Email;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>The tree of parts, whatever the bytes.</summary>
public sealed class MimeReadingTests
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
        var root = MimeReading.Of(Encoding.ASCII.GetBytes(Two.ReplaceLineEndings(lineEnd))).Root!;
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
    public void A_multipart_whose_boundary_is_not_announced_keeps_its_words()
    {
        var body = MailBody.Of(Mails.Parse(Two.Replace("; boundary=\"b\"", "", StringComparison.Ordinal)));
        Assert.Contains("one", body.Text, StringComparison.Ordinal);
        Assert.Contains("two", body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_without_the_empty_line_before_it_is_read()
    {
        var root = Mails.Parse("Subject: hello\nthis is no header, it says: what it says\nand more");
        Assert.Equal("hello", root.Headers["Subject"]);
        Assert.Equal("this is no header, it says: what it says\nand more", root.Text());
    }

    [Theory]
    [InlineData("From: a@home.example\nHello all,\nhow are you?\n\nYours", "Hello all,\nhow are you?\n\nYours")]
    [InlineData("From a@home.example Mon Jan  5 09:12:44 2026\nFrom: a@home.example\n\nHello", "Hello")]
    [InlineData("From: a@home.example\nno header\nX: y\n\nHello", "Hello")]
    [InlineData("Hello, this is all", "Hello, this is all")]
    [InlineData("\nHello", "Hello")]
    [InlineData("", "")]
    public void No_words_are_lost_to_a_missing_or_broken_header(string mail, string text) => Assert.Equal(text, Mails.Parse(mail).Text());

    [Fact]
    public void A_mail_within_a_mail_keeps_its_bytes()
    {
        const string Inner = "Subject: x\r\n  folded\r\nX-Odd : y\r\n\r\nwords \t\r\n";
        var root = MimeReading.Of(Encoding.ASCII.GetBytes($"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{Inner}\r\n--b--\r\n")).Root!;
        Assert.Equal(Inner, Encoding.ASCII.GetString(root.Parts[0].Content()));
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
    [InlineData("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\na=C3=A9  \nb =", "aé  \nb ")]
    [InlineData("Content-Transfer-Encoding: base64\n\nSGVs!bG8\n*gd29y bGQ", "Hello world")]
    [InlineData("Content-Transfer-Encoding: base64\n\nSGVsbG8=IHdvcmxk", "Hello world")]
    [InlineData("Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n+2&5L;&\\@=V]R;&0 \n`\nend", "Hello world")]
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
    [InlineData("euc-kr", "\x94\xee \x8c\x63\xb9\xe6", "뷁 똠방")]
    [InlineData("iso-8859-10", "\xbb\xbc", "ŧž")]
    [InlineData("iso-8859-14", "t\xfe \xd0 \xb8", "tŷ Ŵ ẁ")]
    [InlineData("iso-8859-16", "Prim\xe3ria \xbai \u00feara", "Primăria și țara")]
    [InlineData("utf-16", "\xfe\xff\x00\x41\x20\xac", "A€")]
    [InlineData("utf-16be", "\x00\x41\x20\xac", "A€")]
    [InlineData("iso-8859-1", "\xef\xbb\xbf\xe2\x82\xac", "€")]
    [InlineData("hz-gb-2312", "~{Dc~}", "你")]
    [InlineData("utf8", "caf\xc3\xa9", "café")]
    [InlineData("ansi_x3.4-1968", "caf\xe9", "café")]
    public void A_charset_is_known_by_any_of_its_names(string charset, string bytes, string text) =>
        Assert.Equal(text, Charsets.Decode(Encoding.Latin1.GetBytes(bytes), charset));

    [Fact]
    public void Over_a_bound_a_mail_is_a_problem_with_a_code()
    {
        Assert.Equal("mail.too-deep", MimeReading.Of(Nested(MimeLimits.Depth + 1)).Problem);
        Assert.Null(MimeReading.Of(Nested(MimeLimits.Depth - 1)).Problem);
        Assert.Equal("mail.too-many-parts", MimeReading.Of(Wide(MimeLimits.Parts + 1)).Problem);
        Assert.Null(MimeReading.Of(Wide(MimeLimits.Parts - 1)).Problem);
        Assert.Equal("mail.headers-too-large", MimeReading.Of(Mails.Bytes($"Subject: {new string('x', MimeLimits.HeaderBytes)}\n\n")).Problem);
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"windows-1251\"></head>\xcd\xe5</html>", "Не")]
    [InlineData("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>\xcd\xe5", "Не")]
    [InlineData("<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xcd\xe5", "Не")]
    [InlineData("<meta name=description content='charset=koi8-r'><meta charset='windows-1251'/>\xcd\xe5", "Не")]
    [InlineData("<meta charset=utf-7>+ADw-", "+ADw-")]
    [InlineData("<meta charset=utf-16>\xc3\xa9", "é")]
    [InlineData("<p>\xc3\xa9", "é")]
    [InlineData("<p>\xe9 \x80", "é €")]
    public void Html_without_a_charset_says_it_itself_or_is_utf_8_or_windows(string html, string end) =>
        Assert.EndsWith(end, MimeReading.Of([.. "Content-Type: text/html\r\n\r\n"u8, .. Encoding.Latin1.GetBytes(html)]).Root!.Text().Replace("</html>", "", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void The_charset_of_the_header_goes_before_that_of_the_page() => Assert.EndsWith(
        "да", MimeReading.Of([.. "Content-Type: text/html; charset=koi8-r\r\n\r\n<meta charset=windows-1251>"u8, 0xC4, 0xC1]).Root!.Text(), StringComparison.Ordinal);

    private static byte[] Nested(int depth) => Mails.Bytes(
        string.Concat(Enumerable.Range(0, depth).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}x\n\n--b{i}x\n")) + "\nhello");

    private static byte[] Wide(int parts) => Mails.Bytes("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nhello\n", parts)) + "--b--\n");
}
