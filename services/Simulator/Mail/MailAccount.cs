using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Simulator;

/// <summary>The mail server that the simulator plays, and the installation it plays to.</summary>
/// <param name="Endpoint">Where mail is brought in: at <c>Email:Inbound:PublicUrl</c>, else this process.</param>
/// <param name="IsConnected">False when a real server is configured: then the installation neither sends here nor trusts what comes from here.</param>
internal sealed record MailAccount(SimulatedMail Mail, string Endpoint, bool IsConnected)
{
    /// <summary>Our mailbox alone, without the name beside it.</summary>
    public string OurMailbox => Mail.From[(Mail.From.IndexOf('<', StringComparison.Ordinal) + 1)..].TrimEnd('>');

    public static MailAccount Read(IConfiguration configuration, AdminKey adminKey) => new(
        SimulatedMail.For(adminKey, configuration),
        $"{(configuration["Email:Inbound:PublicUrl"] ?? OwnAddress.Of(configuration)).TrimEnd('/')}/email/webhooks/raw",
        string.IsNullOrEmpty(configuration["Email:Smtp:Host"]) && string.IsNullOrEmpty(configuration["Email:Inbound:Secret"]));
}
