using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>From a mail to a message: who, what, where it belongs, and what to make of it.</summary>
public sealed class MailReaderTests
{
    private static readonly Guid Conversation = Guid.Parse("0197a000-0000-7000-8000-000000000001");

    private const string Letter = """
        From: Anna Müller <Anna@Home.Example>
        To: city@city.example
        Subject: =?utf-8?Q?Stra=C3=9Fe?=
        Date: Mon, 5 Jan 2026 09:00:00 +0000
        Message-ID: <1@home.example>
        Content-Language: de-DE
        Content-Type: multipart/mixed; boundary=m

        --m
        Content-Type: multipart/alternative; boundary=a

        --a
        Content-Type: text/plain; charset=utf-8

        Die Laterne ist aus.
        --a
        Content-Type: text/html; charset=utf-8

        <p>Die <b>Laterne</b> ist aus. <img src="cid:pic"><img src="https://t.example/x.gif"></p>
        --a--
        --m
        Content-Type: image/png; name="lamp.png"
        Content-ID: <pic>
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --m--
        """;

    [Fact]
    public void A_letter_becomes_a_message_with_its_words_html_and_files()
    {
        var reading = Mails.Reader.Read(Mails.Bytes(Letter), Moment.Noon);
        var message = Assert.IsType<MessageHeard>(Assert.Single(reading.Heard));
        Assert.Equal(("email", "anna@home.example", "city@city.example"), (message.Channel, message.From.Address, message.To));
        Assert.Equal("Die Laterne ist aus.", message.Text);
        Assert.Equal(("Straße", "Anna Müller", "de-DE"), (message.Details!.Subject, message.Details.SenderName, message.Language));
        var file = Assert.Single(reading.Files);
        var attachment = Assert.Single(message.Attachments);
        Assert.Equal(file.Id, attachment.StoredId());
        Assert.Equal(("lamp.png", "image/png", 8L), (attachment.Name, attachment.ContentType, attachment.Size));
        Assert.Equal($"<p>Die <b>Laterne</b> ist aus. <img src=\"{attachment.Url}\"></p>", message.Details.SafeHtml);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), message.SentAt);
    }

    [Fact]
    public void The_same_mail_is_the_same_message_and_another_mailbox_s_is_another()
    {
        Assert.Equal(Mails.Message(Letter).MessageId, Mails.Message("Received: from elsewhere\n" + Letter).MessageId);
        Assert.NotEqual(Mails.Message(Letter).MessageId, Mails.Message(Letter.Replace("city@city", "parks@city", StringComparison.Ordinal)).MessageId);
        var nameless = Letter.Replace("Message-ID: <1@home.example>\n", "", StringComparison.Ordinal);
        Assert.Equal(Mails.Message(nameless).MessageId, Mails.Message("Received: from elsewhere\n" + nameless).MessageId);
        Assert.NotEqual(Mails.Message(nameless).MessageId, Mails.Message(nameless.Replace("Laterne", "Lampe", StringComparison.Ordinal)).MessageId);
    }

    [Fact]
    public void Html_alone_is_read_as_its_words() =>
        Assert.Equal("Hello\n\nthere", Mails.Message("From: a@home.example\nContent-Type: text/html\n\n<p>Hello</p><script>x</script><p>there").Text);

    [Fact]
    public void A_text_that_is_too_long_for_the_log_is_kept_whole_as_a_file()
    {
        var reading = Mails.Reader.Read(Mails.Bytes($"From: a@home.example\n\n{new string('x', 300_000)}"), Moment.Noon);
        Assert.Equal(200_000, Assert.IsType<MessageHeard>(reading.Heard[0]).Text.Length);
        Assert.Equal(("message.txt", 300_000), (Assert.Single(reading.Files).Name, reading.Files[0].Content.Length));
    }

    [Fact]
    public void A_mail_from_nobody_is_parked() => Assert.Equal("mail.sender-missing", Mails.Reader.Read(Mails.Bytes("Subject: x\n\ny"), Moment.Noon).Unreadable);

    [Theory]
    [InlineData("To: {0}")]
    [InlineData("To: city@city.example\nCc: Somebody <{0}>")]
    [InlineData("Delivered-To: {0}\nTo: undisclosed-recipients:;")]
    [InlineData("X-Original-To: {0}")]
    public void A_reply_token_names_its_conversation_wherever_it_stands(string headers)
    {
        var address = Mails.Tokens.ReplyAddress(Conversation);
        foreach (var written in new[] { address, address.ToUpperInvariant() })
        {
            var message = Mails.Message($"From: a@home.example\n{headers.Replace("{0}", written, StringComparison.Ordinal)}\n\nyes");
            Assert.Equal(Conversation, message.Thread!.ConversationId);
            Assert.Equal("city@city.example", message.To);
        }
    }

    [Fact]
    public void A_token_that_we_did_not_make_names_nothing()
    {
        var address = Mails.Tokens.ReplyAddress(Conversation);
        var forged = address.Replace("0001.", "0002.", StringComparison.Ordinal);
        Assert.NotEqual(address, forged);
        Assert.Null(Mails.Message($"From: a@home.example\nTo: {forged}\n\nyes").Thread);
        Assert.Null(Mails.Tokens.ConversationOf(Mails.Tokens.BounceAddress(Conversation).Replace("bounce", "reply", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_answered_comes_before_what_came_before_it() => Assert.Equal(
        ["<3@x>", "<4@x>", "<2@x>", "<1@x>"], Mails.WithHeaders("In-Reply-To: <3@x>\n <4@x>\nReferences: <1@x> <2@x> <3@x>").Thread!.References);

    [Fact]
    public void A_subject_alone_belongs_nowhere() => Assert.Null(Mails.WithHeaders("Subject: Re: your street lamp").Thread);

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", true)]
    [InlineData("Auto-Submitted: no", false)]
    [InlineData("Return-Path: <>", true)]
    [InlineData("Return-Path: <anna@home.example>", false)]
    [InlineData("Precedence: bulk", true)]
    [InlineData("Precedence: first-class", false)]
    [InlineData("List-Unsubscribe: <mailto:x@y.example>", true)]
    [InlineData("X-Auto-Response-Suppress: OOF", true)]
    [InlineData("X-Autoreply: yes", true)]
    [InlineData("X-Loop: x", true)]
    [InlineData("Subject: Out of office", false)]
    public void A_machine_s_mail_is_known_by_its_headers(string header, bool isAutomatic) =>
        Assert.Equal(isAutomatic, Mails.WithHeaders(header).Details!.IsAutomatic);

    [Theory]
    [InlineData("MAILER-DAEMON@home.example")]
    [InlineData("no-reply@home.example")]
    [InlineData("list-request@home.example")]
    [InlineData("owner-list@home.example")]
    [InlineData("city@city.example")]
    public void A_machine_s_mail_is_known_by_its_sender(string from) => Assert.True(Mails.Message($"From: {from}\n\nx").Details!.IsAutomatic);

    [Theory]
    [InlineData("Authentication-Results: mx.city.example; dmarc=pass (p=none) header.from=home.example", true)]
    [InlineData("Authentication-Results: mx.city.example; dkim=pass header.d=home.example", true)]
    [InlineData("Authentication-Results: mx.city.example; spf=pass smtp.mailfrom=bounces@home.example", true)]
    [InlineData("Authentication-Results: mx.city.example; dkim=pass header.d=evil.example", false)]
    [InlineData("Authentication-Results: mx.city.example; dkim=pass header.d=evil.home.example", false)]
    [InlineData("Authentication-Results: mx.city.example; dmarc=fail header.from=home.example; spf=pass smtp.mailfrom=evil.example", false)]
    [InlineData("Authentication-Results: evil.example; dmarc=pass header.from=home.example", false)]
    [InlineData("Authentication-Results: evil.example (mx.city.example); dmarc=pass header.from=home.example", false)]
    [InlineData("Received: from x by mx.city.example with ESMTP\nAuthentication-Results: mx.city.example; dmarc=pass header.from=home.example", false)]
    [InlineData("Authentication-Results: mx.city.example; dmarc=pass header.from=home.example\nReceived: from x by mx.city.example with ESMTP", true)]
    [InlineData("From: Second <second@home.example>\nAuthentication-Results: mx.city.example; dmarc=pass header.from=home.example", false)]
    [InlineData("Subject: x", false)]
    public void A_sender_is_proven_by_our_own_server_s_word_only(string headers, bool isProven) =>
        Assert.Equal(isProven, Mails.WithHeaders(headers).Details!.IsAuthenticated);
}
