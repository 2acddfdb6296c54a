using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Channels.Email;

/// <summary>Delivers a mail from a listener to one recipient, and answers as a mail server does: 250 only when it is durable.</summary>
internal sealed partial class MailDelivery(RawMailReader reader, WebhookIntake intake, EmailAccount options, TimeProvider time, ILogger<MailDelivery> log)
{
    /// <param name="with">The protocol's name in Received, such as <c>ESMTPS</c>.</param>
    /// <returns>A reply line.</returns>
    public async Task<string> DeliverAsync(MailEnvelope envelope, string recipient, byte[] mail, string helo, string peer, string with, CancellationToken ct)
    {
        var now = time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        var received = $"from {Word(helo)} ([{peer}])\r\n by {options.Listeners.HostName} with {with}; {now}";
        var body = envelope.Stamp(mail, recipient, received);
        try
        {
            await intake.AcceptAsync(reader, new WebhookRequest("SMTP", "/", "message/rfc822", _ => "", body), ct);
            return "250 2.0.0 OK: queued";
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Store or broker away, or a fault of ours: the sender keeps the mail and tries again.
            Log.NotAccepted(log, exception.GetType().Name);
            return "451 4.3.0 Temporary failure, try again later";
        }
    }

    /// <summary>What the other side calls itself goes into a header: letters, digits, dots and what addresses have.</summary>
    private static string Word(string helo) => new([.. helo.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']').Take(255).DefaultIfEmpty('?')]);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A mail could not be made durable ({Fault}); its sender keeps it")]
        public static partial void NotAccepted(ILogger log, string fault);
    }
}
