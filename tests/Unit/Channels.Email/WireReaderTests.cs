using System.Text;
using Omnichannel.Channels.Email;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>Where commands and mails end on the wire.</summary>
public sealed class WireReaderTests
{
    [Theory]
    [InlineData("a\r\n.\r\nrest", "a\r\n")]
    [InlineData("..a\r\n.\r\n", ".a\r\n")]
    [InlineData(".\r\n", "")]
    [InlineData("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n")]
    [InlineData("a\n.\nb\r\n.\r\n", "a\n.\nb\r\n")]
    [InlineData("a\r.\r\nb\r\n.\r\n", "a\r.\r\nb\r\n")]
    [InlineData("a\r\n.\nb\r\n.\r\n", "a\r\n\nb\r\n")]
    [InlineData("a\r\n.\r.\r\nb\r\n.\r\n", "a\r\n\r.\r\nb\r\n")]
    public async Task Only_a_dot_between_CRLFs_ends_a_mail(string wire, string mail)
    {
        var (read, isWhole) = await Reader(wire).ReadDataAsync(_ => true, CancellationToken.None);
        Assert.True(isWhole);
        Assert.Equal(mail, Encoding.ASCII.GetString(read!));
    }

    [Fact]
    public async Task A_mail_that_is_cut_is_none() => Assert.Null((await Reader("a\r\n.").ReadDataAsync(_ => true, CancellationToken.None)).Mail);

    [Fact]
    public async Task What_is_not_admitted_is_read_over_to_its_end()
    {
        var reader = Reader($"{new string('x', 20_000)}\r\n.\r\nNOOP\r\n");
        Assert.False((await reader.ReadDataAsync(size => size < 8_000, CancellationToken.None)).IsWhole);
        Assert.Equal("NOOP", Encoding.ASCII.GetString((await reader.ReadLineAsync(CancellationToken.None))!));
    }

    [Fact]
    public async Task A_command_ends_in_CRLF_and_a_long_one_is_read_over()
    {
        var reader = Reader($"NOOP\nx\r\n{new string('x', 5_000)}\r\nQUIT\r\n");
        Assert.Equal("NOOP\nx", Encoding.ASCII.GetString((await reader.ReadLineAsync(CancellationToken.None))!));
        _ = await reader.ReadLineAsync(CancellationToken.None);
        Assert.True(reader.WasTooLong);
        Assert.Equal("QUIT", Encoding.ASCII.GetString((await reader.ReadLineAsync(CancellationToken.None))!));
        Assert.Null(await reader.ReadLineAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("FROM:<a@home.example> SIZE=5", "a@home.example")]
    [InlineData("from: <>", "")]
    [InlineData("FROM:<@relay.example:a@home.example>", "a@home.example")]
    [InlineData("FROM:<\"a b\"@home.example>", "\"a b\"@home.example")]
    public void A_path_is_read(string argument, string address) => Assert.Equal(address, SmtpPath.Read(argument, "FROM:")!.Address);

    [Theory]
    [InlineData("FROM:a@home.example")]
    [InlineData("FROM:<a@home.example")]
    [InlineData("FROM:<nobody>")]
    [InlineData("FROM:<a@home.example, b@home.example>")]
    [InlineData("TO:<a@home.example>")]
    public void What_is_no_path_is_none(string argument) => Assert.Null(SmtpPath.Read(argument, "FROM:"));

    private static WireReader Reader(string wire) => new(new MemoryStream(Encoding.ASCII.GetBytes(wire)), TimeSpan.FromMinutes(1), TimeProvider.System);
}
