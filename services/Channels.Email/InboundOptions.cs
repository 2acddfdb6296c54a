using System.Net;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Email;

/// <summary>How mail comes in: posted by a provider, or over our own SMTP and LMTP.</summary>
internal sealed record InboundOptions : ISettings
{
    public static string Section => "Email:Inbound";

    /// <summary>Where reply and bounce addresses and message ids are. Without it the domain of <c>Email:Smtp:From</c>.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Whose mail we take. Without it <c>Domain</c>, and the domain of <c>Email:Smtp:From</c>.</summary>
    public IReadOnlyList<string> Domains { get; set; } = [];

    /// <summary>The name our own mail server signs its <c>Authentication-Results</c> with; it must remove others' with that name. Without it they count for nothing; what SendGrid itself has checked does.</summary>
    public string AuthservId { get; set; } = "";

    /// <summary>Our address as who posts mail to us reaches it. Without it this process; it is where the simulator brings its mail.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Signs mail that is posted raw, and opens the other endpoints that have no secret of their own. Without it only the simulator's mail is taken.</summary>
    [Secret]
    public string Secret { get; set; } = "";

    /// <summary>In the address that SendGrid posts to. Without it <c>Secret</c>.</summary>
    [Secret]
    public string SendGridSecret { get; set; } = "";

    /// <summary>In the address that Postmark posts to. Without it <c>Secret</c>.</summary>
    [Secret]
    public string PostmarkSecret { get; set; } = "";

    /// <summary>With which Mailgun signs. Without it <c>Secret</c>.</summary>
    [Secret]
    public string MailgunSigningKey { get; set; } = "";

    /// <summary>The one SNS topic of Amazon SES that may bring mail. Without it none.</summary>
    public string SesTopicArn { get; set; } = "";

    /// <summary>Where we listen for SMTP; 0 = not at all.</summary>
    public int SmtpPort { get; set; }

    /// <summary>Where we listen for LMTP; 0 = not at all.</summary>
    public int LmtpPort { get; set; }

    /// <summary>The IP address that we listen on.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>What we call ourselves in greetings and <c>Received</c>. Without it the machine's name.</summary>
    public string HostName { get; set; } = "";

    /// <summary>A PEM file for STARTTLS. Without it one is made, on loopback only.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>A PEM file with its private key. Without it that is in the same file.</summary>
    public string CertificateKey { get; set; } = "";

    /// <summary>Bytes of one mail. Less than 64 KiB is 64 KiB, more than 40 MiB is 40 MiB.</summary>
    public int MaxSize { get; set; } = 25 * 1024 * 1024;

    /// <summary>Connections at once, 1 to 10,000; a quarter of them from one address, on loopback all.</summary>
    public int MaxConnections { get; set; } = 100;

    /// <summary>How long a connection may be without a byte from the other side; RFC 5321 wants five minutes.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var (name, port) in new[] { (nameof(SmtpPort), SmtpPort), (nameof(LmtpPort), LmtpPort) }.Where(one => one.Item2 is < 0 or > ushort.MaxValue))
            yield return new(name, $"is {port}, which is no port; write a number from 0 (off) to {ushort.MaxValue}");
        if (!IPAddress.TryParse(Address, out _))
            yield return new(nameof(Address), $"'{Address}' is no IP address; write it as 127.0.0.1, or 0.0.0.0 for all");
        if (IdleTimeout <= TimeSpan.Zero)
            yield return new(nameof(IdleTimeout), "must be longer than 0, such as 00:05:00");
        foreach (var invalid in AddressSetting.Check(nameof(PublicUrl), PublicUrl))
            yield return invalid;
    }
}
