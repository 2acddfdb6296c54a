using System.Globalization;
using MailKit.Net.Smtp;

namespace Omnichannel.Channels.Email;

/// <summary>What a server's refusal means for a mail.</summary>
internal static class SmtpOutcome
{
    /// <summary>The wait when the credentials are refused: they are ours to fix, and the mail waits for it.</summary>
    private static readonly TimeSpan WaitForCredentials = TimeSpan.FromSeconds(30);

    public static SendOutcome Busy { get; } = new SendOutcome.TryLater("provider.busy", null);

    public static SendOutcome NoTls { get; } = new SendOutcome.TryLater("provider.no-tls", null);

    public static SendOutcome Credentials { get; } = new SendOutcome.TryLater("provider.credentials", WaitForCredentials);

    public static SendOutcome Unreachable { get; } = new SendOutcome.TryLater("provider.unreachable", null);

    /// <summary>A stable reason of ours; never the server's text, which may quote addresses.</summary>
    public static SendOutcome Of(SmtpCommandException refusal)
    {
        var code = (int)refusal.StatusCode;
        var status = MailStatus.In(refusal.Message);
        var reason = MailStatus.ReasonOf(status, code);
        return code switch
        {
            >= 400 and < 500 => Busy,
            _ when reason == "provider.credentials" => Credentials,
            _ => new SendOutcome.Rejected(reason, status ?? code.ToString(CultureInfo.InvariantCulture)),
        };
    }
}
