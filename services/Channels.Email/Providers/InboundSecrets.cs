using Omnichannel.Channels.Simulated;

namespace Omnichannel.Channels.Email;

/// <summary>The secrets that authenticate mail posted to us, per endpoint; null = that endpoint is closed.</summary>
/// <param name="Raw">Without one of ours, a secret that the simulator alone knows.</param>
/// <param name="SesTopicArn">The one SNS topic that may bring mail.</param>
internal sealed record InboundSecrets(string Raw, string? SendGrid, string? Postmark, string? MailgunSigningKey, string? SesTopicArn)
{
    public static InboundSecrets Of(InboundOptions options, SimulatedMail simulated)
    {
        var secret = Given(options.Secret);
        return new InboundSecrets(
            secret ?? simulated.InboundSecret,
            Given(options.SendGridSecret) ?? secret,
            Given(options.PostmarkSecret) ?? secret,
            Given(options.MailgunSigningKey) ?? secret,
            Given(options.SesTopicArn));

        static string? Given(string value) => value.Length > 0 ? value : null;
    }
}
