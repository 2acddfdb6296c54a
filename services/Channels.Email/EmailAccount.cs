using Omnichannel.Channels.Simulated;

namespace Omnichannel.Channels.Email;

/// <summary>Our side of e-mail, as the settings have it. Without a server the simulator plays one.</summary>
/// <param name="From">Whom our mail is from where the conversation does not tell.</param>
/// <param name="Domain">Where reply and bounce addresses and message ids are.</param>
/// <param name="Domains">Whose mail we take, in lower case.</param>
/// <param name="AuthservId">The name our own mail server signs its <c>Authentication-Results</c> with; it must remove others' with that name.</param>
internal sealed record EmailAccount(
    MailAddress From, string Domain, IReadOnlyList<string> Domains, string? AuthservId, SmtpServer Smtp, InboundSecrets Secrets, ListenerSetup Listeners)
{
    /// <summary>True for an address at a domain of ours.</summary>
    public bool IsOurs(string address) =>
        address.LastIndexOf('@') is > 0 and var at && Domains.Contains(address[(at + 1)..], StringComparer.OrdinalIgnoreCase);

    public EmailAccount With(IEnumerable<string> domains) => this with { Domains = [.. Domains.Union(domains)] };

    /// <param name="smtp">Validated: its From is one address, or nothing.</param>
    public static EmailAccount Of(SmtpOptions smtp, InboundOptions inbound, SimulatedMail simulated)
    {
        var from = AddressList.Read(smtp.From.Length > 0 ? smtp.From : simulated.From)[0];
        var domain = (inbound.Domain.Length > 0 ? inbound.Domain : from.Domain).ToLowerInvariant();
        return new EmailAccount(
            from,
            domain,
            [.. inbound.Domains.DefaultIfEmpty(from.Domain).Append(domain).Select(name => name.ToLowerInvariant()).Distinct()],
            inbound.AuthservId.Length > 0 ? inbound.AuthservId : null,
            SmtpServer.Of(smtp, simulated),
            InboundSecrets.Of(inbound, simulated),
            ListenerSetup.Of(inbound));
    }
}
