using System.Text;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Omnichannel.Unit.Fuzzing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Mails with bytes changed, cut, doubled and moved: everything reads them to the end, at a cost that follows their size.</summary>
public sealed class MimeFuzzTests
{
    private const int Rounds = 25;

    private static readonly byte[] Seed = Mails.Bytes("""
        Return-Path: <anna@home.example>
        Received: from home.example by mx.city.example; Mon, 5 Jan 2026 09:00:00 +0000
        Authentication-Results: mx.city.example; dkim=pass header.d=home.example; (a comment)
        From: =?utf-8?Q?Anna_M=C3=BCller?= <anna@home.example>, Group: "B, C" <b@home.example>;
        To: reply+0123456789abcdef0123456789abcdef.0123456789abcdef0123@city.example
        Subject: =?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= =?utf-8?Q?_x?=
        Date: Mon, 5 Jan 2026 09:00:00 +0000 (GMT)
        Message-ID: <1@home.example>
        References: <a@b> <c@d>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b=_1"

        --b=_1
        Content-Type: multipart/alternative; boundary=c

        --c
        Content-Type: text/plain; charset=gb18030; format=flowed
        Content-Transfer-Encoding: quoted-printable

        Hello =C4=E3 =
        world
        --c
        Content-Type: text/html; charset=utf-8

        <p onclick="x()">Hello <img src="cid:pic"> <a href="https://example.org/?a=b&c">there</a><style>p{}</style>&eacute;</p>
        --c--
        --b=_1
        Content-Type: image/png; name*0*=utf-8''a%20; name*1*=%C3%A9.png
        Content-ID: <pic>
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --b=_1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx

        Final-Recipient: rfc822; a@b.example
        Action: failed
        Status: 5.1.1

        --b=_1
        Content-Type: message/rfc822

        Subject: inner

        x
        --b=_1--
        """);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_bytes_make_a_reader_throw(int seed)
    {
        var mutation = new Mutation(new Random(seed), Pieces);
        foreach (var original in Originals())
        {
            for (var round = 0; round < Rounds; round++)
            {
                var mail = mutation.Of(original);
                var reading = MimeReading.Of(mail);
                var heard = Mails.Reader.Read(mail, Moment.Noon);
                Cost.IsBounded(mail, bytes => Mails.Reader.Read(bytes, Moment.Noon), perByte: 200, fixedCost: 1024 * 1024);
                Assert.True(heard.Unreadable is not null || heard.Heard.Count <= 1, $"seed {seed}, round {round}");
                foreach (var part in reading.Root?.All() ?? [])
                    _ = (part.Text(), part.FileName, part.ContentId, DeliveryStatusFields.Read(part.Content()));
            }
        }
    }

    public static TheoryData<string, string, string> Slow => new()
    {
        { "From: a@home.example\r\nSubject:", " =?utf-8?Q?=C3=A9?=\r\n", "\r\n" },
        { "From: ", "(", " a@home.example\r\n\r\n" },
        { "From: ", "a@b.example, ", "c@d.example\r\n\r\n" },
        { "From: a@home.example\r\nTo: ", "\"<\\", "\r\n\r\n" },
        { "From: a@home.example\r\nReferences: ", "<a@b>", "\r\n\r\n" },
        { "From: a@home.example\r\nContent-Type: text/plain", "; a*0*=x", "\r\n\r\n" },
        { "From: a@home.example\r\nContent-Type: text/plain; x=", "*=", "\r\n\r\n" },
        { "From: a@home.example\r\nContent-Type: text/plain; x=", "=?", "\r\n\r\n" },
        { "From: a@home.example\r\nContent-Disposition: attachment", "; name*0=\"x\"", "\r\n\r\n" },
        { "From: a@home.example\r\n", "X:\r\n", "\r\n" },
        { "From: a@home.example\r\n", "no header\r\n", "\r\n" },
        { "From: a@home.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", "--\r\n", "" },
        { "From: a@home.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n", "--bb\r\n", "" },
        { "From: a@home.example\r\nContent-Type: text/plain; format=flowed\r\n\r\n", "> \r\n", "" },
        { "From: a@home.example\r\nContent-Type: text/html\r\n\r\n", "<meta <!--", "" },
        { "From: a@home.example\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", "=", "" },
        { "From: a@home.example\r\nContent-Type: message/delivery-status\r\n\r\n", "X: y\r\n\r\n", "" },
    };

    [Theory]
    [MemberData(nameof(Slow))]
    public void A_mail_sixteen_times_as_long_does_not_cost_a_multiple_of_that(string head, string repeated, string tail) => Cost.GrowsWithSize(
        size => Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, (size - 512) / repeated.Length)) + tail), bytes => Mails.Reader.Read(bytes, Moment.Noon));

    private static IEnumerable<byte[]> Originals()
    {
        yield return Seed;
        if (Repository.Corpus is not { } corpus)
            yield break;
        foreach (var path in Directory.GetFiles(Path.Combine(corpus, "email"), "*.eml"))
            yield return File.ReadAllBytes(path);
    }

    private static readonly byte[][] Pieces =
    [
        "\r\n\r\n"u8.ToArray(), "\n--b=_1"u8.ToArray(), "=?utf-7?Q?"u8.ToArray(), "=?utf-8?B?/////w==?="u8.ToArray(), "<"u8.ToArray(), "\""u8.ToArray(), "("u8.ToArray(),
        "Content-Type: multipart/mixed; boundary=\r\n"u8.ToArray(), "Content-Transfer-Encoding: base64\r\n"u8.ToArray(), "\0\0"u8.ToArray(), [0xFF, 0xFE, 0xC3],
        "charset=utf-16"u8.ToArray(), "charset=iso-2022-kr"u8.ToArray(), "charset=hz-gb-2312"u8.ToArray(), "charset=utf-32"u8.ToArray(), ";filename*99*=x'y"u8.ToArray(),
    ];
}
