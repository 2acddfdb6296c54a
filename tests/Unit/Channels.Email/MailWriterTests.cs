using System.Text;
using MimeKit;
using Omnichannel.Channels.Email;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>What we write is what our own reader, and every other one, reads.</summary>
public sealed class MailWriterTests
{
    private static readonly MailComposer Composer = new(Mails.Options, Mails.Tokens);

    private static readonly SendMessage Order = new(
        Guid.Parse("0197a000-0000-7000-8000-000000000003"), Guid.Parse("0197a000-0000-7000-8000-000000000001"), "email", new ContactPoint("email", "anna@home.example"),
        "parks@city.example", "Guten Tag,\n.die Straße ist nun hell.\n", [], 1, Moment.Noon)
    {
        Thread = new ReplyThread("Straße", ["<1@home.example> parks@city.example", "<2@city.example>"]),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reply_comes_out_as_it_was_written_and_in_its_thread(bool eightBit)
    {
        var bytes = Write(Order, eightBit);
        Assert.Equal(eightBit, bytes.Any(b => b > 0x7F));
        var mail = MimeReading.Of(bytes).Root!;
        Assert.Equal("Guten Tag,\n.die Straße ist nun hell.\n", mail.Text());
        Assert.Equal("Re: Straße", mail.Headers["Subject"]);
        Assert.Equal("<2@city.example>", mail.Headers["In-Reply-To"]);
        Assert.Equal(["<1@home.example>", "<2@city.example>"], MessageIds.Read(mail.Headers["References"]));
        Assert.Equal(("City Hall", "parks@city.example"), (AddressList.Read(mail.Headers["From"])[0].Name, AddressList.Read(mail.Headers["From"])[0].Address));
        Assert.Equal(Order.ConversationId, Mails.Tokens.ConversationOf(AddressList.Read(mail.Headers["Reply-To"])[0].Address));
        Assert.Equal(Order.MessageId, Mails.Tokens.MessageOfId(mail.Headers["Message-ID"]!));
        Assert.Null(mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public void The_same_order_is_the_same_mail() => Assert.Equal(Write(Order, true), Write(Order with { Attempt = 2 }, true));

    [Fact]
    public void No_line_is_longer_than_mail_allows()
    {
        var order = Order with
        {
            Text = new string('ß', 5_000),
            Details = new ReplyDetails { Subject = new string('ü', 800) },
            Thread = new ReplyThread(null, [.. Enumerable.Range(0, 60).Select(i => $"<{i}.{new string('x', 60)}@home.example>")]),
        };
        foreach (var line in Encoding.UTF8.GetString(Write(order, true)).Split("\r\n"))
            Assert.InRange(line.Length, 0, 998);
        Assert.Equal(new string('ü', 800), MimeReading.Of(Write(order, true)).Root!.Headers["Subject"]);
        Assert.Equal(20, MessageIds.Read(MimeReading.Of(Write(order, true)).Root!.Headers["References"]).Count);
    }

    [Fact]
    public void Files_come_back_with_their_names_and_bytes()
    {
        var files = new[] { new MailFile("Antrag für Anna.pdf", "application/pdf", null, "%PDF-1.4"u8.ToArray()), new MailFile("a\"b.txt", "text/html; x", null, [0, 1, 255]) };
        var root = MimeReading.Of(Bytes(Composer.Compose(Order, files).Mail!, false)).Root!;
        Assert.Equal(["text/plain", "application/pdf", "text/html"], root.Parts.Select(part => part.Type));
        Assert.Equal(files.Select(file => file.Name), root.Parts.Skip(1).Select(part => part.FileName));
        Assert.Equal(files.Select(file => file.Content), root.Parts.Skip(1).Select(part => part.Content()));
    }

    [Fact]
    public void Automatic_mail_says_so_and_offers_the_way_out()
    {
        var root = MimeReading.Of(Write(Order with { Details = new ReplyDetails { IsAutomatic = true, UnsubscribeUrl = "https://city.example/u/1" } }, true)).Root!;
        Assert.Equal(
            ("auto-replied", "<https://city.example/u/1>", "List-Unsubscribe=One-Click"),
            (root.Headers["Auto-Submitted"], root.Headers["List-Unsubscribe"], root.Headers["List-Unsubscribe-Post"]));
    }

    [Theory]
    [InlineData("a\r\nBcc: x@y.example", null, "header.unsafe")]
    [InlineData("a\u0000b", null, "header.unsafe")]
    [InlineData("a", "https://city.example/>\r\nX: y", "header.unsafe")]
    [InlineData("a", "javascript:alert(1)", "header.unsafe")]
    public void Nothing_from_outside_makes_a_header(string subject, string? url, string code) =>
        Assert.Equal(code, Composer.Compose(Order with { Details = new ReplyDetails { Subject = subject, UnsubscribeUrl = url } }, []).Refusal);

    [Theory]
    [InlineData("anna@home.example\r\nRCPT TO:<x@y.example>")]
    [InlineData("a@b@c.example")]
    [InlineData("nobody")]
    [InlineData("a b@home.example")]
    [InlineData("<a@home.example>")]
    public void An_address_that_could_be_more_than_one_is_refused(string address) =>
        Assert.Equal("recipient.bad-address", Composer.Compose(Order with { To = new ContactPoint("email", address) }, []).Refusal);

    [Fact]
    public void A_domain_of_any_script_is_written_in_letters_that_every_server_knows() =>
        Assert.Equal("anna@xn--strae-oqa.example", Composer.Compose(Order with { To = new ContactPoint("email", "anna@straße.example") }, []).Mail!.To);

    [Theory]
    [InlineData("a=?b?= \"quoted\" (comment) <x>")]
    [InlineData("😀 Straße, Łódź; 東京")]
    public void A_subject_comes_back_as_it_was(string subject) => Assert.Equal(
        subject, MimeReading.Of(Write(Order with { Details = new ReplyDetails { Subject = subject } }, false)).Root!.Headers["Subject"]);

    [Theory]
    [InlineData("line\nline")]
    [InlineData("bare\rreturn")]
    [InlineData("nul \0 inside")]
    [InlineData("From here\n.\n..\n--=_x\n")]
    [InlineData(" blank at the end \n\t")]
    public void Words_come_back_as_they_were(string words)
    {
        foreach (var eightBit in new[] { true, false })
        {
            var read = MimeReading.Of(Write(Order with { Text = words }, eightBit)).Root!.Text();
            Assert.Equal(words.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).TrimEnd('\n') + "\n", read);
        }
    }

    private static byte[] Write(SendMessage order, bool eightBit) => Bytes(Composer.Compose(order, []).Mail!, eightBit);

    /// <summary>As it goes to a server that takes eight bits or does not.</summary>
    private static byte[] Bytes(OutgoingMail mail, bool eightBit)
    {
        using var message = MailWriter.Write(mail);
        message.Prepare(eightBit ? EncodingConstraint.EightBit : EncodingConstraint.SevenBit, 998);
        using var bytes = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, bytes);
        return bytes.ToArray();
    }
}
