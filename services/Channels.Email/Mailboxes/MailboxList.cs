using Omnichannel.Channels.Simulated;
using Omnichannel.Settings;

namespace Omnichannel.Channels.Email;

/// <summary>The mailboxes that mail is fetched from.</summary>
internal sealed record MailboxList(IReadOnlyList<Mailbox> All)
{
    /// <summary>Whose mail we take, besides what else is ours: the mailboxes' own domains.</summary>
    public IEnumerable<string> Domains => All.Select(mailbox => mailbox.Address).OfType<string>().Select(address => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant());

    /// <summary>As configured; without any, and without a mail server, the simulator's, where it plays one.</summary>
    public static MailboxList Of(SettingsTable<MailboxOptions> settings, SmtpOptions smtp, SimulatorOptions simulator, SimulatedMail simulated) =>
        settings.Entries.Count == 0 && smtp.Host.Length == 0 && simulator.Mailbox
            ? new([Mailbox.Of(simulated)])
            : new([.. settings.Entries.Select(entry => Mailbox.Of(entry.Key, entry.Value))]);
}
