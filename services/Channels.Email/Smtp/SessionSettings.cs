using System.Security.Cryptography.X509Certificates;

namespace Omnichannel.Channels.Email;

/// <summary>What a listener and its connections share.</summary>
/// <param name="IsLmtp">RFC 2033: LHLO, and an answer for each recipient after the mail.</param>
/// <param name="Certificate">Null = no STARTTLS.</param>
internal sealed record SessionSettings(bool IsLmtp, EmailAccount Options, MailDelivery Delivery, X509Certificate2? Certificate, DataBudget Budget, TimeProvider Time)
{
    public ListenerSetup Listeners => Options.Listeners;
}
