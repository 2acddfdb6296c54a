using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>A citizen writes, answers, or has a mailbox that takes nothing more.</summary>
internal sealed class MailFromCitizen(Mailboxes mailboxes, MailTransport transport, MailAccount account, TimeProvider time)
{
    private const int MaxText = 100_000;

    /// <param name="InReplyTo">The id of a mail in this mailbox; null = a new subject.</param>
    /// <param name="Html">Instead of a plain text.</param>
    /// <param name="IntoMailbox">True = it is left in our mailbox, from where it is fetched over IMAP; else it is brought to our endpoint.</param>
    internal sealed record Body(string? Subject, string? Text, string? InReplyTo, string? Html, bool? IntoMailbox);

    public static IResult NoMailbox { get; } = Problems.Of(422, "mailbox.address-unreadable", "A mailbox has an address such as anna@home.example.");

    /// <summary>201 when our endpoint took the mail; 502 when it did not.</summary>
    public async Task<IResult> WriteAsync(string mailbox, Body body, CancellationToken ct)
    {
        if (!IsAddress(mailbox))
            return NoMailbox;
        var answered = body.InReplyTo is null ? null : mailboxes.Find(mailbox, body.InReplyTo);
        if (body.InReplyTo is not null && answered is null)
            return Problems.Of(404, "mail.missing", "There is no such mail in this mailbox.");
        if ((body.Text ?? body.Html) is not { Length: > 0 and <= MaxText } || body.Subject?.Any(char.IsControl) == true)
            return Problems.Of(422, "text.missing", "A mail has a text of at most 100000 characters, and a subject on one line.");
        var subject = body.Subject ?? (answered is null ? "" : answered.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? answered.Subject : $"Re: {answered.Subject}");
        var mail = new MailboxMessage
        {
            MessageId = $"<{Guid.NewGuid():N}@{mailbox[(mailbox.IndexOf('@', StringComparison.Ordinal) + 1)..]}>",
            Mailbox = mailbox,
            IsInbound = true,
            Subject = subject,
            Text = body.Text ?? body.Html!,
            AnswerTo = answered?.AnswerTo ?? account.OurMailbox,
            References = answered is null ? [] : [.. answered.References, answered.MessageId],
            State = "received",
        };
        if (!(body.IntoMailbox == true ? transport.Leave(Written(mail, body.Html is not null)) : await transport.BringAsync(Written(mail, body.Html is not null), ct)))
            mail = mail with { State = "failed" };
        mail = mailboxes.Add(mail);
        return mail.State == "failed"
            ? Problems.Of(502, "webhook.not-taken", body.IntoMailbox == true ? "No mailbox is played: set Simulator:Mailbox." : "Our endpoint did not take the mail.")
            : Results.Json(mail, statusCode: 201);
    }

    /// <summary>The citizen's mail server sends a mail of ours back.</summary>
    public async Task<IResult> BounceAsync(string mailbox, string messageId, CancellationToken ct)
    {
        if (mailboxes.Find(mailbox, messageId) is not { IsInbound: false } mail)
            return Problems.Of(404, "mail.missing", "There is no such mail from us in this mailbox.");
        if (!await transport.BringAsync(Bounce(mail), ct))
            return Problems.Of(502, "webhook.not-taken", "Our endpoint did not take the bounce.");
        return Results.Ok(mailboxes.Change(mailbox, messageId, current => current with { State = "bounced" }));
    }

    public string Bounce(MailboxMessage mail) => $"""
        Return-Path: <>
        Delivered-To: {mail.ReturnPath}
        From: Mail Delivery <mailer-daemon@{Domain(mail)}>
        To: {mail.ReturnPath}
        Subject: Undelivered mail
        Date: {Now()}
        Message-ID: <{Guid.NewGuid():N}@{Domain(mail)}>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="bounce"

        --bounce
        Content-Type: text/plain

        Nobody has this mailbox.
        --bounce
        Content-Type: message/delivery-status

        Reporting-MTA: dns; {Domain(mail)}

        Final-Recipient: rfc822; {mail.Mailbox}
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 No such mailbox

        --bounce
        Content-Type: text/rfc822-headers

        Message-ID: {mail.MessageId}

        --bounce--

        """;

    public static bool IsAddress(string mailbox) =>
        mailbox.Length <= 200 && mailbox.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && mailbox.All(c => char.IsAsciiLetterOrDigit(c) || "@.-_+".Contains(c, StringComparison.Ordinal));

    private string Written(MailboxMessage mail, bool isHtml)
    {
        var thread = mail.References is [.., var answered] ? $"In-Reply-To: {answered}\nReferences: {string.Join("\n ", mail.References)}\n" : "";
        return $"Return-Path: <{mail.Mailbox}>\nDelivered-To: {mail.AnswerTo}\nFrom: {mail.Mailbox}\nTo: {mail.AnswerTo}\nSubject: {Encoded(mail.Subject)}\n"
            + $"Date: {Now()}\nMessage-ID: {mail.MessageId}\n{thread}MIME-Version: 1.0\nContent-Type: text/{(isHtml ? "html" : "plain")}; charset=utf-8\n"
            + $"Content-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Text), Base64FormattingOptions.InsertLineBreaks)}\n";
    }

    private static string Encoded(string subject) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=";

    private static string Domain(MailboxMessage mail) => mail.Mailbox[(mail.Mailbox.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private string Now() => time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
