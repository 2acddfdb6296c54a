using Omnichannel.Channels.Simulated;

namespace Omnichannel.Simulator;

/// <summary>The mail server that the simulator plays, and the installation it plays to.</summary>
/// <param name="Endpoint">Where mail is brought in.</param>
/// <param name="IsConnected">False when a real server is configured: then the installation neither sends here nor trusts what comes from here.</param>
internal sealed record MailAccount(SimulatedMail Mail, string Endpoint, bool IsConnected)
{
    /// <summary>Our mailbox alone, without the name beside it.</summary>
    public string OurMailbox => Mail.From[(Mail.From.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>');

    public static MailAccount Of(PlayedOptions options, SimulatedMail mail) =>
        new(mail, $"{options.MailUrl}/email/webhooks/raw", options.MailHost.Length == 0 && options.MailSecret.Length == 0);
}
