using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;
using Omnichannel.Hosting;

namespace Omnichannel.Channels;

/// <summary>
/// The providers of one channel, and the rule between them: a message goes to the next one only when the one before surely has it not. A
/// provider that may have it is asked first; while it cannot be asked, nobody else gets the message.
/// </summary>
/// <param name="links">For files on channels without; null = such files are refused.</param>
public sealed class ProviderFailover(
    IReadOnlyList<ResilientSender> providers, ProviderHealth health, AttachmentLinks? links, IIntake intake, TimeProvider time)
{
    public string Channel => providers[0].Sender.Channel;

    /// <param name="mayBeThere">True when an earlier order may have led to a send already.</param>
    /// <param name="isStale">True when the order may be older than its latest attempt: what it says of attempts is not all.</param>
    public async Task<Sent> SendAsync(SendMessage message, bool mayBeThere, bool isStale, CancellationToken ct)
    {
        if (mayBeThere && await FindAsync(message, isStale, ct) is { } found)
            return found;
        var switches = new List<IInboundFact>();
        Sent? last = null;
        foreach (var provider in InOrder(message))
        {
            var (fitting, refusal) = TextFallback.Fit(AsFrom(message, provider), ChannelTraits.Of(Channel), provider.Sender.Capabilities, links);
            if (fitting is null)
            {
                // Another provider may carry what this one cannot.
                last ??= new Sent(provider.Name, new SendOutcome.Rejected(refusal!, null), switches);
                continue;
            }

            await RecordAsync(message, provider, isOver: false, ct);
            var outcome = await provider.SendAsync(fitting, (attempt, took) => Note(message, provider, attempt, took, switches), ct);
            last = new Sent(provider.Name, outcome, switches);
            if (outcome is not SendOutcome.TryLater)
                break;
            await RecordAsync(message, provider, isOver: true, ct);
        }

        return last!;
    }

    private async Task<Sent?> FindAsync(SendMessage message, bool isStale, CancellationToken ct)
    {
        foreach (var provider in providers)
        {
            // A look-up costs little; for a provider without one the record says whether it was ever given the message.
            if (!provider.Sender.CanLookUp && !isStale && message.TriedBy?.Contains(provider.Name) != true)
                continue;
            var (fitting, _) = TextFallback.Fit(AsFrom(message, provider), ChannelTraits.Of(Channel), provider.Sender.Capabilities, links);
            if (fitting is not null && await provider.FindAsync(fitting, ct) is { } found)
                return new Sent(provider.Name, found, []);
        }

        return null;
    }

    /// <summary>Only for providers that cannot be asked whether they have a message.</summary>
    private Task RecordAsync(SendMessage message, ResilientSender provider, bool isOver, CancellationToken ct) => provider.Sender.CanLookUp
        ? Task.CompletedTask
        : intake.AcceptAsync([new AttemptHeard(message.ConversationId, message.MessageId, provider.Name, isOver, time.GetUtcNow())], ct);

    /// <summary>A number that belongs to one provider decides for it, unless that provider is aside.</summary>
    private IEnumerable<ResilientSender> InOrder(SendMessage message)
    {
        var names = health.OrderFor(message.MessageId, time.GetUtcNow());
        var aside = health.Statuses.Where(standing => standing.IsAside).Select(standing => standing.Name).ToHashSet();
        return names.Select(name => providers.First(provider => provider.Name == name))
            .OrderByDescending(provider => Owns(provider, message.From) && (!aside.Contains(provider.Name) || names[0] == provider.Name));
    }

    /// <summary>No provider sends in the name of another's number.</summary>
    private SendMessage AsFrom(SendMessage message, ResilientSender provider) =>
        !Owns(provider, message.From) && providers.Any(other => Owns(other, message.From)) ? message with { From = null } : message;

    private static bool Owns(ResilientSender provider, string? number) =>
        number is { Length: > 0 } && provider.Numbers.Any(own => Canonical(provider, own) == Canonical(provider, number));

    private static string Canonical(ResilientSender provider, string number) => ContactPoint.Of(provider.Sender.Channel, number).Address.TrimStart('+');

    private void Note(SendMessage message, ResilientSender provider, SendOutcome outcome, TimeSpan took, List<IInboundFact> switches)
    {
        var now = time.GetUtcNow();
        if (health.Record(provider.Name, outcome is SendOutcome.TryLater or SendOutcome.Unclear, took, now) is { } change)
            switches.Add(new ProviderSwitchHeard(message.Channel, change.From, change.To, change.Reason, now));
    }
}

/// <param name="Provider">Whose outcome it is.</param>
/// <param name="Heard">What else is to go on record: switches from one provider to another.</param>
public sealed record Sent(string Provider, SendOutcome Outcome, IReadOnlyList<IInboundFact> Heard);
