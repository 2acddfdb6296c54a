using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>The secrets that authenticate mail posted to us, per endpoint; null = that endpoint is closed.</summary>
/// <param name="Raw"><c>Email:Inbound:Secret</c>; without it a secret that the simulator alone knows.</param>
/// <param name="SesTopicArn">The one SNS topic that may bring mail.</param>
internal sealed record InboundSecrets(string Raw, string? SendGrid, string? Postmark, string? MailgunSigningKey, string? SesTopicArn)
{
    public static InboundSecrets Read(IConfigurationSection section, SimulatedMail simulated)
    {
        var secret = Value("Secret");
        return new InboundSecrets(
            secret ?? simulated.InboundSecret,
            Value("SendGridSecret") ?? secret,
            Value("PostmarkSecret") ?? secret,
            Value("MailgunSigningKey") ?? secret,
            Value("SesTopicArn"));

        string? Value(string name) => section[name] is { Length: > 0 } value ? value : null;
    }
}
