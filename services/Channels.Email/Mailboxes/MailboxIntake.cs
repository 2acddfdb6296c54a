using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Channels.Email;

/// <summary>Makes a mail from a mailbox durable, by the same door as mail from our listeners: the same mail on both ways is one message.</summary>
internal sealed partial class MailboxIntake(RawMailReader reader, OversizeReader oversize, WebhookIntake intake, ILogger<MailboxIntake> log)
{
    private static readonly Meter Meter = new("Omnichannel.Channels");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("omnichannel.mailbox.mails", "{mail}", "Mails fetched from mailboxes by outcome");

    /// <summary>Returns once it is durable, as a message or, unreadable, as an input of its own.</summary>
    /// <param name="isLastTry">Taking it has failed several times: when it can at least be kept as an input, the fault is the mail's and not the store's.</param>
    public async Task TakeAsync(Mailbox mailbox, byte[] mail, bool isLastTry, CancellationToken ct)
    {
        var request = Request(mailbox, mail);
        try
        {
            Count(mailbox, await intake.AcceptAsync(reader, request, ct) ? "accepted" : "parked");
        }
        catch (Exception exception) when (isLastTry && !ct.IsCancellationRequested)
        {
            await intake.ParkAsync(reader, request, "mail.failed", ct);
            Log.Kept(log, mailbox.Name, exception.GetType().Name);
            Count(mailbox, "parked");
        }
    }

    /// <summary>Keeps the head of a mail that is too large to be taken.</summary>
    public async Task TakeHeadAsync(Mailbox mailbox, byte[] head, long size, CancellationToken ct)
    {
        await intake.ParkAsync(oversize, Request(mailbox, head), OversizeReader.Reason, ct);
        Log.TooLarge(log, mailbox.Name, size, mailbox.MaxSize);
        Count(mailbox, "too-large");
    }

    /// <summary>
    /// With the mailbox's address on top, as a mail server notes it that delivers there. Nothing else is added: fetched twice it has to be the same.
    /// </summary>
    private static WebhookRequest Request(Mailbox mailbox, byte[] mail) => new(
        "IMAP", "/", "message/rfc822", _ => "", mailbox.Address is { } address ? [.. Encoding.UTF8.GetBytes($"Delivered-To: {address}\r\n"), .. mail] : mail);

    private static void Count(Mailbox mailbox, string outcome) => Mails.Add(
        1, new KeyValuePair<string, object?>("mailbox", mailbox.Name), new KeyValuePair<string, object?>("outcome", outcome));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A mail in mailbox {Mailbox} has {Size} bytes, more than {Most}: its head is kept, and the mail stays where it is")]
        public static partial void TooLarge(ILogger log, string mailbox, long size, int most);

        [LoggerMessage(LogLevel.Error, "A mail from mailbox {Mailbox} failed again and again ({Fault}); it is kept as an input")]
        public static partial void Kept(ILogger log, string mailbox, string fault);
    }
}
