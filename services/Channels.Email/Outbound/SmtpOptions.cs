using Omnichannel.Settings;

namespace Omnichannel.Channels.Email;

/// <summary>The server that takes our mail. Without one the simulator plays it.</summary>
internal sealed record SmtpOptions : SendOptions, ISettings
{
    private static readonly string[] Kinds = ["starttls", "implicit", "none"];

    /// <summary>Mail servers think for longer than others: they look at the content before they answer.</summary>
    public SmtpOptions() => Timeout = TimeSpan.FromMinutes(1);

    public static string Section => "Email:Smtp";

    /// <summary>The server's name or address. Set, it says that there is one.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>For signing in. Without it nobody does.</summary>
    public string User { get; set; } = "";

    /// <summary>The user's password.</summary>
    [Secret]
    public string Password { get; set; } = "";

    /// <summary>Whom our mail is from where the conversation does not tell, such as <c>City Hall &lt;city@example.org&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// <c>starttls</c>, or nothing is sent; <c>implicit</c>, from the first byte; <c>none</c>, for a network that nobody else is in. Without it
    /// <c>implicit</c> on port 465, else <c>starttls</c>; for a server on this machine TLS when it offers it.
    /// </summary>
    public string Tls { get; set; } = "";

    public IEnumerable<InvalidSetting> Validate()
    {
        foreach (var invalid in InvalidLimits())
            yield return invalid;
        if (Host.Length > 0)
        {
            foreach (var missing in Missing($"{Section}:{nameof(Host)}", (nameof(From), From)))
                yield return missing;
        }

        if (From.Length > 0 && (AddressList.Read(From) is not [var from] || !MailAddress.IsPlain(from.Address)))
            yield return new(nameof(From), $"'{From}' is not one e-mail address; write it as City Hall <city@example.org>");
        if (Port is < 0 or > ushort.MaxValue)
            yield return new(nameof(Port), $"is {Port}, which is no port; write a number from 1 to {ushort.MaxValue}");
        if (Tls.Length > 0 && !Kinds.Contains(Tls, StringComparer.OrdinalIgnoreCase))
            yield return new(nameof(Tls), $"'{Tls}' is none of {string.Join(", ", Kinds)}");
    }
}
