using System.Globalization;
using Microsoft.Extensions.Configuration;
using Omnichannel.Hosting;

namespace Omnichannel.Channels.Email;

/// <summary>Sections <c>Email:Smtp</c> and <c>Email:Inbound</c>. Without a server the simulator plays one.</summary>
/// <param name="From">Whom our mail is from where the conversation does not tell: <c>Email:Smtp:From</c>.</param>
/// <param name="Domain">Where reply and bounce addresses and message ids are: <c>Email:Inbound:Domain</c>, else that of <paramref name="From"/>.</param>
/// <param name="Domains">Whose mail we take: <c>Email:Inbound:Domains</c>, comma-separated, else <paramref name="Domain"/> and that of <paramref name="From"/>.</param>
/// <param name="AuthservId">The name our own mail server signs its <c>Authentication-Results</c> with; it must remove others' with that name.</param>
internal sealed record EmailOptions(
    MailAddress From, string Domain, IReadOnlyList<string> Domains, string? AuthservId, SmtpOptions Smtp, InboundSecrets Secrets, ListenerOptions Listeners)
{
    /// <summary>True for an address at a domain of ours.</summary>
    public bool IsOurs(string address) =>
        address.LastIndexOf('@') is > 0 and var at && Domains.Contains(address[(at + 1)..], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be read.</exception>
    public static EmailOptions Read(IConfiguration configuration, AdminKey adminKey)
    {
        var simulated = SimulatedMail.For(adminKey, configuration);
        var smtp = configuration.GetSection("Email:Smtp");
        var inbound = configuration.GetSection("Email:Inbound");
        var isSimulated = string.IsNullOrEmpty(smtp["Host"]);
        var written = smtp["From"] ?? (isSimulated ? simulated.From : throw new InvalidOperationException("Email:Smtp:Host is set, but Email:Smtp:From is not."));
        if (AddressList.Read(written) is not [var from] || !MailAddress.IsPlain(from.Address))
            throw new InvalidOperationException("Email:Smtp:From is not one e-mail address, such as: City Hall <city@example.org>.");
        var domain = (inbound["Domain"] is { Length: > 0 } named ? named : from.Domain).ToLowerInvariant();
        var domains = inbound["Domains"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new EmailOptions(
            from,
            domain,
            [.. domains.DefaultIfEmpty(from.Domain).Append(domain).Select(name => name.ToLowerInvariant()).Distinct()],
            inbound["AuthservId"] is { Length: > 0 } id ? id : null,
            SmtpOptions.Read(smtp, isSimulated ? simulated : null),
            InboundSecrets.Read(inbound, simulated),
            ListenerOptions.Read(inbound));
    }

    /// <summary>A port between 0 (off) and 65535.</summary>
    internal static int PortOf(IConfigurationSection section, string name, int fallback) =>
        section[name] is not { Length: > 0 } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue ? port
        : throw new InvalidOperationException($"{section.Path}:{name} is no port.");
}
