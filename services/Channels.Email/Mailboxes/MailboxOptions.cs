using MimeKit;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Email;

/// <summary>
/// A mailbox whose mail is fetched over IMAP; as many as wanted, each under a name of its own. A mail is marked there only when it is kept here.
/// </summary>
internal sealed record MailboxOptions : ISettings
{
    private static readonly string[] TlsKinds = ["starttls", "implicit", "none"];

    public static string Section => "Email:Mailboxes:*";

    /// <summary>The IMAP server's name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port. Without it 993, or 143 with <c>Tls</c> <c>starttls</c> or <c>none</c>.</summary>
    public int Port { get; set; }

    /// <summary>
    /// <c>implicit</c>, from the first byte; <c>starttls</c>, or nothing is fetched; <c>none</c>, for a network that nobody else is in. Without it
    /// <c>implicit</c> on port 993, else <c>starttls</c>; for a server on this machine TLS when it offers it.
    /// </summary>
    public string Tls { get; set; } = "";

    /// <summary>
    /// A PEM file of the authority that the server's certificate is from, where this machine does not know it. Without it the machine's
    /// authorities count, and on this machine any certificate.
    /// </summary>
    public string CertificateAuthority { get; set; } = "";

    /// <summary>Whom to sign in as; with the large hosts the mailbox's address.</summary>
    public string User { get; set; } = "";

    /// <summary>The user's password. Without it <c>Email:OAuth</c> signs in.</summary>
    [Secret]
    public string Password { get; set; } = "";

    /// <summary>The mailbox's address: all mail in it counts as written to it. Without it the first address of ours in a mail's own headers.</summary>
    public string Address { get; set; } = "";

    /// <summary>Folders that are watched, each over a connection of its own.</summary>
    public IReadOnlyList<string> Folders { get; set; } = ["INBOX"];

    /// <summary>The first day whose mail is taken, by when it arrived; mail from before is left alone. 1970-01-01 = all that is not marked.</summary>
    public DateOnly Since { get; set; }

    /// <summary>
    /// What becomes of a mail once it is kept: <c>seen</c> marks it as read, <c>keyword</c> gives it <c>Keyword</c>, <c>move</c> puts it into
    /// <c>MoveTo</c>. What is so marked already is not taken.
    /// </summary>
    public string Mark { get; set; } = "seen";

    /// <summary>The keyword of <c>Mark</c> <c>keyword</c>.</summary>
    public string Keyword { get; set; } = "Omnichannel";

    /// <summary>The folder of <c>Mark</c> <c>move</c>; it has to be there.</summary>
    public string MoveTo { get; set; } = "";

    /// <summary>Wait to be told of new mail where the server offers it (IDLE, RFC 2177); <c>false</c> = look every <c>PollInterval</c> in any case.</summary>
    public bool Idle { get; set; } = true;

    /// <summary>How often to look for new mail where nobody tells of it.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the server may take for one thing that it is asked.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes of one mail; of a larger one the head alone is kept. Less than 64 KiB is 64 KiB, more than 40 MiB is 40 MiB.</summary>
    public int MaxSize { get; set; } = 25 * 1024 * 1024;

    public IEnumerable<InvalidSetting> Validate() => [.. InvalidServer(), .. InvalidTaking()];

    private IEnumerable<InvalidSetting> InvalidServer()
    {
        if (Host.Length == 0)
            yield return new(nameof(Host), "is not set; a mailbox needs its server");
        if (User.Length == 0)
            yield return new(nameof(User), "is not set; a mailbox needs somebody to sign in as");
        if (Port is < 0 or > ushort.MaxValue)
            yield return new(nameof(Port), $"is {Port}, which is no port; write a number from 1 to {ushort.MaxValue}");
        if (Tls.Length > 0 && !TlsKinds.Contains(Tls, StringComparer.OrdinalIgnoreCase))
            yield return new(nameof(Tls), $"'{Tls}' is none of {string.Join(", ", TlsKinds)}");
        if (CertificateAuthority.Length > 0 && !File.Exists(CertificateAuthority))
            yield return new(nameof(CertificateAuthority), $"'{CertificateAuthority}' is no file that can be read");
    }

    private IEnumerable<InvalidSetting> InvalidTaking()
    {
        if (Address.Length > 0 && !(MailboxAddress.TryParse(Address, out var address) && address.Address == Address && address.Address.Contains('@', StringComparison.Ordinal)))
            yield return new(nameof(Address), $"'{Address}' is not one e-mail address; write it as city@example.org");
        if (Since == default)
            yield return new(nameof(Since), "is not set; write the first day whose mail is to be taken as 2026-12-25, or 1970-01-01 for all of it");
        if (MailboxMark.Kinds.All(kind => !kind.Equals(Mark, StringComparison.OrdinalIgnoreCase)))
            yield return new(nameof(Mark), $"'{Mark}' is none of {string.Join(", ", MailboxMark.Kinds)}");
        if (Mark.Equals("keyword", StringComparison.OrdinalIgnoreCase) && !MailboxMark.IsKeyword(Keyword))
            yield return new(nameof(Keyword), $"'{Keyword}' is no keyword; write letters, digits, $, - and _, such as Omnichannel");
        if (Mark.Equals("move", StringComparison.OrdinalIgnoreCase) && (MoveTo.Length == 0 || Folders.Contains(MoveTo, StringComparer.Ordinal)))
            yield return new(nameof(MoveTo), "must name a folder that is not watched itself, for Mark is 'move'");
        if (PollInterval < TimeSpan.FromSeconds(1))
            yield return new(nameof(PollInterval), "must be 1 second at least, such as 00:01:00");
        if (Timeout <= TimeSpan.Zero)
            yield return new(nameof(Timeout), "must be longer than 0, such as 00:02:00");
    }
}
