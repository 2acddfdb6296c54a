using System.Text;
using Omnichannel.Channels.Email;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Mails that are made to cost much: past a bound they are refused with a code, below it they are read; none costs more than a little for each of its bytes.</summary>
public sealed class HostileMailTests
{
    private const string Head = "From: anna@home.example\nTo: city@city.example\nMessage-ID: <1@home.example>\n";
    private const string Mixed = Head + "Content-Type: multipart/mixed; boundary=b\n\n";
    private const long AnyMail = 64 * 1024 * 1024;

    public static TheoryData<string, string?> Mailbag => new()
    {
        { "a header of 10 MB", "mail.headers-too-large" },
        { "a header of 10 MB, folded", "mail.headers-too-large" },
        { "1,400,000 headers", "mail.headers-too-large" },
        { "a first line of 10 MB", "mail.headers-too-large" },
        { "a subject of 250,000 encoded words", "mail.headers-too-large" },
        { "100,000 addresses", "mail.headers-too-large" },
        { "300,000 parts", "mail.too-many-parts" },
        { "headers of 38 MB in 990 parts", "mail.headers-too-large" },
        { "1,500,000 names of charsets in 990 parts", "mail.headers-too-large" },
        { "multiparts 100,000 deep", "mail.too-deep" },
        { "mails 100,000 deep", "mail.too-deep" },
        { "encoded mails 60 deep", "mail.too-deep" },
        { "a boundary that does not end", null },
        { "boundaries of 60 kB", null },
        { "6,000,000 lines of a preamble", null },
        { "20 MB of base64 in a line", null },
        { "10 MB of signs of equality", null },
        { "a delivery status of 3,000,000 blocks", null },
        { "a delivery status with a field of 20 MB", null },
        { "2,000,000 lines and no header", "mail.sender-missing" },
    };

    [Theory]
    [MemberData(nameof(Mailbag))]
    public void A_hostile_mail_is_refused_or_read_and_costs_little_for_its_size(string what, string? problem)
    {
        var mail = Make(what);
        Mails.Reader.Read(Mails.Bytes(Head + "\nHello"), Moment.Noon);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = Mails.Reader.Read(mail, Moment.Noon);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(problem, reading.Unreadable);
        Assert.InRange(allocated, 0, (12L * mail.Length) + AnyMail);
    }

    [Fact]
    public void A_made_up_charset_is_not_shown_to_MimeKit_which_would_remember_it()
    {
        var type = "Content-Type: text/plain; a*=x-made-up''b;\n c*0*=\"x-made-up'de'd\"; e=\"=?x-made-up*de?Q?f?=\"; g*=UTF-8''h; i*=euc-kr''j\n";
        var seen = Encoding.ASCII.GetString(CharsetLabels.InTypes(Mails.Bytes($"Subject: x\n{type}\nContent-Type: a/b; a=c*d\n")));
        Assert.DoesNotContain("x-made-up", seen, StringComparison.Ordinal);
        Assert.Contains("a*=x-unknown''b", seen, StringComparison.Ordinal);
        Assert.Contains("c*0*=\"x-unknown'de'd\"", seen, StringComparison.Ordinal);
        Assert.Contains("=?x-unknown*de?Q?f?=", seen, StringComparison.Ordinal);
        Assert.Contains("i*=windows-949''j", seen, StringComparison.Ordinal);
        Assert.EndsWith("\r\nContent-Type: a/b; a=c*d\r\n", seen, StringComparison.Ordinal);
    }

    private static byte[] Make(string what) => Mails.Bytes(what switch
    {
        "a header of 10 MB" => $"{Head}X: {new string('x', 10_000_000)}\n\nHello",
        "a header of 10 MB, folded" => $"{Head}X: {Times("xxxxxxxx\n ", 1_000_000)}x\n\nHello",
        "1,400,000 headers" => $"{Head}{Times("X-A: b\n", 1_400_000)}\nHello",
        "a first line of 10 MB" => new string('x', 10_000_000),
        "a subject of 250,000 encoded words" => $"{Head}Subject:{Times(" =?utf-8?Q?=C3=A9?=\n", 250_000)}\nHello",
        "100,000 addresses" => $"{Head}Cc: {Times("a@b.example,\n ", 100_000)}c@d.example\n\nHello",
        "300,000 parts" => $"{Mixed}{Times("--b\n\nx\n", 300_000)}--b--\n",
        "headers of 38 MB in 990 parts" => $"{Mixed}{Times($"--b\nX: {new string('y', 40_000)}\n\nx\n", 990)}--b--\n",
        "1,500,000 names of charsets in 990 parts" => Mixed + string.Concat(Enumerable.Range(0, 990).Select(i =>
            $"--b\nContent-Type: a/b{string.Concat(Enumerable.Range(0, 1_500).Select(j => $";\n a*=x{i}y{j}''x"))}\n\nx\n")),
        "multiparts 100,000 deep" => Head + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n")),
        "mails 100,000 deep" => $"{Head}{Times("Content-Type: message/rfc822\n\n", 100_000)}",
        "encoded mails 60 deep" => Enumerable.Range(0, 60).Aggregate("Hello", (within, _) =>
            $"{Head}Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n{within}"),
        "a boundary that does not end" => $"{Mixed}--b{new string('b', 10_000_000)}",
        "boundaries of 60 kB" => $"{Head}Content-Type: multipart/mixed; boundary=\"{new string('b', 60_000)}\"\n\n{Times($"--{new string('b', 60_000)}\n\nx\n", 100)}",
        "6,000,000 lines of a preamble" => $"{Mixed}{Times("--\n", 6_000_000)}",
        "20 MB of base64 in a line" => $"{Head}Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n{Times("iVBORw0KGgoA", 1_700_000)}",
        "10 MB of signs of equality" => $"{Head}Content-Transfer-Encoding: quoted-printable\n\n{new string('=', 10_000_000)}",
        "a delivery status of 3,000,000 blocks" => $"{Head}Content-Type: message/delivery-status\n\n{Times("X: y\n\n", 3_000_000)}",
        "a delivery status with a field of 20 MB" => $"{Head}Content-Type: message/delivery-status\n\nX: {new string('x', 20_000_000)}",
        _ => Times("x y\n", 2_000_000),
    });

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
