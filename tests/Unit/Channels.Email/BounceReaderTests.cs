using Omnichannel.Channels;
using Omnichannel.Channels.Email;
using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Channels.Email;

/// <summary>What comes back about our own mail.</summary>
public sealed class BounceReaderTests
{
    private static readonly Guid Message = Guid.Parse("0197a000-0000-7000-8000-000000000002");
    private static readonly string Id = Mails.Tokens.MessageId(Message);

    private static string Report(string to, string status, string returned) => $"""
        Return-Path: <>
        From: MAILER-DAEMON@home.example
        To: {to}
        Subject: Undelivered
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; home.example

        {status}

        --b
        Content-Type: text/rfc822-headers

        Message-ID: {returned}
        To: anna@home.example
        --b--
        """;

    [Theory]
    [InlineData("Action: failed\nStatus: 5.1.1", DeliveryState.Failed, "recipient.unknown")]
    [InlineData("Action: failed\nStatus: 5.2.2", DeliveryState.Failed, "recipient.mailbox-full")]
    [InlineData("Action: failed (queue time-out)\nStatus: 4.4.7", DeliveryState.Failed, "recipient.unreachable")]
    [InlineData("Action: delivered\nStatus: 2.0.0", DeliveryState.Delivered, null)]
    [InlineData("Action: relayed\nStatus: 2.0.0", DeliveryState.Sent, null)]
    public void The_action_says_what_became_of_a_mail(string status, DeliveryState state, string? reason)
    {
        var heard = Single(Report("city@city.example", $"Final-Recipient: rfc822; anna@home.example\n{status}", Id));
        Assert.Equal((Id, state, reason), (heard.ProviderMessageId, heard.State, heard.Reason));
    }

    [Fact]
    public void A_delay_is_no_news() => Assert.Empty(Read(Report("city@city.example", "Action: delayed\nStatus: 4.4.1", Id)).Heard);

    [Fact]
    public void The_address_it_came_back_to_is_surest() =>
        Assert.Equal(Id, Single(Report(Mails.Tokens.BounceAddress(Message), "Action: failed\nStatus: 5.1.1", "<unknown@elsewhere>")).ProviderMessageId);

    [Fact]
    public void An_envelope_id_names_the_message() => Assert.Equal(
        Id, Single(Report("city@city.example", "Action: failed\nStatus: 5.1.1", "<x@y>").Replace("Reporting-MTA", $"Original-Envelope-Id: {Id.Trim('<').Split('@')[0]}\nReporting-MTA", StringComparison.Ordinal)).ProviderMessageId);

    [Fact]
    public void A_report_on_a_mail_that_is_not_ours_stays_a_mail() =>
        Assert.True(Assert.IsType<MessageHeard>(Assert.Single(Read(Report("city@city.example", "Action: failed\nStatus: 5.1.1", "<x@y>")).Heard)).Details!.IsAutomatic);

    [Fact]
    public void A_forged_id_reports_nothing()
    {
        var forged = Id.Replace("0002.", "0003.", StringComparison.Ordinal);
        Assert.IsType<MessageHeard>(Assert.Single(Read(Report("city@city.example", "Action: failed\nStatus: 5.1.1", forged)).Heard));
    }

    [Fact]
    public void A_bounce_in_free_words_is_read_as_far_as_it_is_certain()
    {
        var words = $"From: Mail System <mailer-daemon@home.example>\nTo: city@city.example\n\n550 5.1.1 No such user here.\n\nMessage-ID: {Id}\n";
        Assert.Equal((DeliveryState.Failed, "recipient.unknown"), (Single(words).State, Single(words).Reason));
        Assert.IsType<MessageHeard>(Assert.Single(Read(words.Replace("mailer-daemon", "anna", StringComparison.Ordinal)).Heard));
        Assert.IsType<MessageHeard>(Assert.Single(Read(words.Replace("550 5.1.1 No such", "A", StringComparison.Ordinal)).Heard));
    }

    [Fact]
    public void An_absence_note_to_the_bounce_address_is_no_bounce()
    {
        var note = $"Return-Path: <>\nFrom: anna@home.example\nTo: {Mails.Tokens.BounceAddress(Message)}\nAuto-Submitted: auto-replied\nIn-Reply-To: {Id}\n\nI am away; 5.1.1 is my room.";
        Assert.True(Assert.IsType<MessageHeard>(Assert.Single(Read(note).Heard)).Details!.IsAutomatic);
    }

    [Fact]
    public void A_complaint_is_an_opt_out()
    {
        var complaint = Report("city@city.example", "x: y", Id).Replace("message/delivery-status", "message/feedback-report", StringComparison.Ordinal)
            .Replace("Reporting-MTA: dns; home.example", "Feedback-Type: abuse\nUser-Agent: x\nOriginal-Rcpt-To: <Anna@home.example>", StringComparison.Ordinal);
        var heard = Assert.IsType<ConsentHeard>(Assert.Single(Read(complaint).Heard));
        Assert.Equal(("anna@home.example", false, "complaint"), (heard.ContactPoint.Address, heard.Wanted, heard.Source));
        Assert.IsType<MessageHeard>(Assert.Single(Read(complaint.Replace(Id, "<x@y>", StringComparison.Ordinal)).Heard));
    }

    [Fact]
    public void A_report_that_a_provider_has_taken_apart_is_read_all_the_same()
    {
        var whole = ReceivedMail.Of(Mails.Parse(Report("city@city.example", "Action: failed\nStatus: 5.1.1", Id)));
        var heard = Assert.IsType<DeliveryHeard>(Assert.Single(Mails.Reader.Read(whole with { Root = null }, Moment.Noon).Heard));
        Assert.Equal((Id, DeliveryState.Failed), (heard.ProviderMessageId, heard.State));
    }

    [Fact]
    public void A_receipt_says_that_it_was_read()
    {
        var receipt = $"From: anna@home.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n--b\nContent-Type: message/disposition-notification\n\nOriginal-Message-ID: {Id}\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--";
        Assert.Equal(DeliveryState.Read, Single(receipt).State);
    }

    private static WebhookResult Read(string mail) => Mails.Reader.Read(Mails.Bytes(mail), Moment.Noon);

    private static DeliveryHeard Single(string mail) => Assert.IsType<DeliveryHeard>(Assert.Single(Read(mail).Heard));
}
