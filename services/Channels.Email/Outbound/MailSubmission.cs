using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Omnichannel.Channels.Email;

/// <summary>MailKit's client, with what we ask of a server: a report when a mail fails or is late (RFC 3461), which names the mail.</summary>
internal sealed class MailSubmission : SmtpClient
{
    /// <param name="trustAny">On loopback: nobody stands between, and nobody gives a certificate for it.</param>
    public MailSubmission(string ourName, bool trustAny)
    {
        LocalDomain = ourName;
        // Headers are enough to know the mail by, should it come back.
        DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;
        // Asks servers on the internet, and many installations may not.
        CheckCertificateRevocation = false;
        if (trustAny)
            ServerCertificateValidationCallback = (_, _, _, _) => trustAny;
    }

    protected override string GetEnvelopeId(MimeMessage message) => message.MessageId!.Split('@')[0];

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    /// <summary>Never binary: that goes in pieces without a last dot, before which a send can be noted down.</summary>
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength) =>
        base.Prepare(options, message, constraint == EncodingConstraint.None ? EncodingConstraint.EightBit : constraint, maxLineLength);
}
