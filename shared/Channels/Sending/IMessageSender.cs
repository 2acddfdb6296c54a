using Omnichannel.Contracts;
using Omnichannel.Contracts.Messages;

namespace Omnichannel.Channels;

/// <summary>Sends over one provider: one attempt, never a retry; the kit does the rest.</summary>
public interface IMessageSender
{
    string Channel { get; }

    string Provider { get; }

    /// <summary>What this provider carries.</summary>
    ProviderCapabilities Capabilities { get; }

    /// <summary>
    /// False where <see cref="FindAsync"/> never knows: then each attempt is put on record before it is made, so that after a crash only
    /// what was attempted is ambiguous.
    /// </summary>
    bool CanLookUp => true;

    /// <summary>Hands the message to the provider once. A call whose answer is lost ends in <see cref="SendOutcome.Unclear"/>.</summary>
    Task<SendOutcome> SendAsync(SendMessage message, CancellationToken ct);

    /// <summary>
    /// Asks the provider whether it has this message already, before a second try: <see cref="SendOutcome.Accepted"/> if so, null if it
    /// surely has not, <see cref="SendOutcome.Unclear"/> if it cannot be asked.
    /// </summary>
    Task<SendOutcome?> FindAsync(SendMessage message, CancellationToken ct);
}

/// <summary>What one attempt led to.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    public sealed record Accepted(string ProviderMessageId) : SendOutcome;

    /// <param name="Reason">A stable code of ours, such as <c>recipient.opted-out</c>.</param>
    public sealed record Rejected(string Reason, string? ProviderCode) : SendOutcome;

    /// <param name="After">The provider's <c>Retry-After</c>; null when there is none.</param>
    public sealed record TryLater(string Reason, TimeSpan? After) : SendOutcome;

    /// <summary>The provider may or may not have it.</summary>
    public sealed record Unclear(string Reason) : SendOutcome;
}

/// <summary>What one provider carries, beside what its channel can at all (<see cref="ChannelTraits"/>).</summary>
/// <param name="SupportsAttachments">Where false, stored files go as signed links in the text.</param>
/// <param name="MaxParts">Parts of a text message (<see cref="SmsText"/>) that the provider takes; null = no limit but the length.</param>
public sealed record ProviderCapabilities(bool SupportsAttachments, int? MaxParts = null);
