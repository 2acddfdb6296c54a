using System.Text;
using Omnichannel.Channels.Email;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>What stands in headers: encoded words, parameters, addresses, dates, ids.</summary>
public sealed class HeaderTests
{
    [Theory]
    [InlineData("=?utf-8?Q?caf=C3=A9?= au lait", "café au lait")]
    [InlineData("=?utf-8?B?Y2Fmw6k=?=", "café")]
    [InlineData("=?ISO-8859-1*fr?q?caf=E9_x?=", "café x")]
    [InlineData("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?a?==?iso-8859-1?Q?=E9?=", "aé")]
    [InlineData("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café")]
    [InlineData("\"=?utf-8?Q?in_quotes?=\"", "\"in quotes\"")]
    [InlineData("=?utf-8?Q?with blanks in it?=", "with blanks in it")]
    [InlineData("=?utf-8?Q?no end", "=?utf-8?Q?no end")]
    [InlineData("a =?x?y?z b", "a =?x?y?z b")]
    [InlineData("=?utf-8?Q?one=0Atwo?=", "one two")]
    [InlineData("=?euc-kr?B?lO4gjGM=?=", "뷁 똠")]
    [InlineData("=?iso-8859-16*ro?Q?=FEara?=", "țara")]
    [InlineData("=?iso-8859-1?Q?=80_5?=", "€ 5")]
    [InlineData("5*=it's not", "5*=it's not")]
    [InlineData("=?no-such?Q?caf=E9?=", "café")]
    [InlineData("=?no-such?Q?caf=C3=A9?=", "café")]
    [InlineData("=?utf-7?Q?+ADw-?=", "+ADw-")]
    public void Encoded_words_are_read_as_they_are_written(string header, string text) => Assert.Equal(text, Mails.Parse($"Subject: {header}\n\n").Headers["Subject"]);

    [Theory]
    [InlineData("Subject: caf\xc3\xa9", "café")]
    [InlineData("Subject: caf\xe9", "café")]
    [InlineData("Subject: \x1b$B%F%9%H\x1b(B", "テスト")]
    [InlineData("Content-Type: text/plain; charset=koi8-r\r\nSubject: \xc4\xc1", "да")]
    [InlineData("Subject: folded\r\n\there", "folded here")]
    public void Eight_bit_headers_are_utf_8_or_the_body_s_charset_or_windows(string headers, string subject) =>
        Assert.Equal(subject, MimeReading.Of(Encoding.Latin1.GetBytes($"{headers}\r\n\r\n")).Root!.Headers["Subject"]);

    [Theory]
    [InlineData("attachment; filename=plain.txt", "plain.txt")]
    [InlineData("attachment; filename=\"two words.txt\"", "two words.txt")]
    [InlineData("attachment; filename=two words.txt", "two words.txt")]
    [InlineData("attachment; filename=\"a\\\"b.txt\"", "a\"b.txt")]
    [InlineData("attachment; filename*=UTF-8''%C4%8Desk%C3%BD.pdf; filename=\"cesky.pdf\"", "český.pdf")]
    [InlineData("attachment; filename*1*=%A9.txt; filename*0*=utf-8'fr'caf%C3", "café.txt")]
    [InlineData("attachment; filename*0=\"../../etc/\"; filename*1=\"passwd\"", "../../etc/passwd")]
    [InlineData("attachment; filename=\"=?utf-8?B?xI1lc2vDvS5wZGY=?=\"", "český.pdf")]
    [InlineData("ATTACHMENT (comment) ; (another) FileName = a.txt (last)", "a.txt (last)")]
    [InlineData("attachment; filename=\"C:\\\\scans\\\\a.txt\"", "C:\\scans\\a.txt")]
    [InlineData("attachment; filename*=iso-8859-16''%FEara.txt", "țara.txt")]
    [InlineData("attachment; filename=\"=?euc-kr?B?lO4=?=.txt\"", "뷁.txt")]
    [InlineData("attachment; filename=\"no end", "no end")]
    public void A_file_name_is_found_however_it_is_written(string disposition, string name)
    {
        var part = Mails.Parse($"Content-Disposition: {disposition}\n\nx");
        Assert.True(part.IsAttachment);
        Assert.Equal(name, part.FileName);
    }

    [Theory]
    [InlineData("anna@home.example", "anna@home.example", null)]
    [InlineData("Anna <anna@home.example>", "anna@home.example", "Anna")]
    [InlineData("\"Müller, Anna\" <anna@home.example>", "anna@home.example", "Müller, Anna")]
    [InlineData("anna@home.example (Anna (of) Home)", "anna@home.example", "Anna (of) Home")]
    [InlineData("=?utf-8?Q?M=C3=BCller=2C_Anna?= <anna@home.example>", "anna@home.example", "Müller, Anna")]
    [InlineData("<@a.example,@b.example:anna@home.example>", "anna@home.example", null)]
    [InlineData("\"anna smith\"@home.example", "\"anna smith\"@home.example", null)]
    [InlineData("\"anna\"@home.example", "anna@home.example", null)]
    [InlineData("Friends: anna@home.example, b@home.example;", "anna@home.example", null)]
    [InlineData("\"evil@other.example\" <anna@home.example>", "anna@home.example", "evil@other.example")]
    [InlineData("anna@home.example.", "anna@home.example", null)]
    [InlineData("anna..b@home.example", "anna..b@home.example", null)]
    [InlineData("words, anna@home.example", "anna@home.example", null)]
    [InlineData("=?utf-8?B?QW5uYSA8YW5uYUBob21lLmV4YW1wbGU+?=", "anna@home.example", "Anna")]
    public void The_first_address_is_found(string header, string address, string? name)
    {
        var first = AddressList.Read(header)[0];
        Assert.Equal((name, address), (first.Name, first.Address));
    }

    [Theory]
    [InlineData("undisclosed-recipients:;")]
    [InlineData("just words")]
    [InlineData("@home.example")]
    [InlineData("a b@home.example c")]
    [InlineData("anna@home@elsewhere.example")]
    [InlineData("")]
    public void What_is_no_address_is_none(string header) => Assert.Empty(AddressList.Read(header));

    [Theory]
    [InlineData("Mon, 05 Jan 2026 09:12:44 +0100", "2026-01-05T08:12:44Z")]
    [InlineData("5 Jan 26 09:12 UT", "2026-01-05T09:12:00Z")]
    [InlineData("Tue, 5 Jan 2026 09:12:44 EST", "2026-01-05T14:12:44Z")]
    [InlineData("Mon, 5-Jan-2026 09:12:44 -0330 (somewhere)", "2026-01-05T12:42:44Z")]
    [InlineData("Mon Jan  5 09:12:44 2026", "2026-01-05T09:12:44Z")]
    [InlineData("Monday, 5 January 99 09:12:44 GMT", "1999-01-05T09:12:44Z")]
    public void A_date_is_read_in_the_forms_that_mail_has(string date, string time) =>
        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Mails.WithHeaders($"Date: {date}").SentAt);

    [Theory]
    [InlineData("Mon, 31 Feb 2026 09:12:44 +0100")]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("next Monday")]
    public void What_is_no_date_is_none(string date) => Assert.Null(Mails.WithHeaders($"Date: {date}").SentAt);

    [Fact]
    public void Message_ids_are_found_folded_without_domain_and_between_words() =>
        Assert.Equal(["<a@b>", "<c>", "<de@f>"], MessageIds.Read("Anna's <a@b> of\r\n <c> <d\r\n e@f> <broken <>"));
}
